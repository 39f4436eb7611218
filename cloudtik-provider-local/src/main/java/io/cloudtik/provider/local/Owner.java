/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** The user of this process, as the file system names him. */
final class Owner {
  private static volatile @Nullable UserPrincipal self;

  private Owner() {}

  /**
   * Asks by a file: the property {@code user.name} is only a name, and in containers not even that.
   */
  static UserPrincipal self() throws IOException {
    @Nullable UserPrincipal known = self;
    if (known == null) {
      known = ask();
      self = known;
    }
    return known;
  }

  /** Says whether the file belongs to the one who may do everything anyway. */
  static boolean isRoot(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:uid").equals(0);
  }

  private static UserPrincipal ask() throws IOException {
    Path probe = Files.createTempFile("cloudtik", ".owner");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.deleteIfExists(probe);
    }
  }
}
