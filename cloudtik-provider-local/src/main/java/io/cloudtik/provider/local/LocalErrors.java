/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.ProviderException;
import io.cloudtik.store.directory.DirectoryPlace;
import java.io.IOException;
import java.nio.file.Path;

/** Turns what the operating system says into failures that tell what to do. */
final class LocalErrors {
  private LocalErrors() {}

  /**
   * Returns what to throw.
   *
   * @param what was to be done, and on what
   * @param where it was, if nothing tells more exactly
   */
  static ProviderException failed(String what, Path where, IOException e) {
    return DirectoryPlace.failed(Local.NAME, what, where, e);
  }
}
