/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import java.net.URI;

/** A way from this JVM to an endpoint of a cluster. Thread-safe. */
public interface Connection extends AutoCloseable {
  /** Returns the address to use in this JVM; valid until the connection is closed. */
  URI uri();

  /** Closes the way. The service lives on. */
  @Override
  void close();
}
