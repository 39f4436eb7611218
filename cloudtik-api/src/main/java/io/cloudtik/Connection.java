/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import java.net.URI;
import java.util.Optional;

/** A way from this JVM to an endpoint of a cluster. Thread-safe. */
public interface Connection extends AutoCloseable {
  /**
   * Returns the address to use in this JVM; valid until the connection is closed.
   *
   * @throws IllegalStateException if it was closed
   */
  URI uri();

  /**
   * Returns the secret that the service asks for; empty if it asks for none. How it is shown is a
   * matter of the service.
   *
   * @throws IllegalStateException if the connection was closed
   */
  Optional<String> secret();

  /** Closes the way. The service lives on. */
  @Override
  void close();
}
