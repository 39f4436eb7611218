/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** What users other than the owner of files get at. */
final class Reach {
  private Reach() {}

  /** Says whether others can read a file, or list a directory, and pass on the whole way there. */
  static boolean ofOthers(Path path) throws IOException {
    Path real = path.toRealPath();
    for (Path way = real.getParent(); way != null; way = way.getParent()) {
      if (!Files.getPosixFilePermissions(way).contains(PosixFilePermission.OTHERS_EXECUTE)) {
        return false;
      }
    }
    return readByOthers(real);
  }

  /** Says whether others may read a file once they are there. */
  static boolean readByOthers(Path file) throws IOException {
    return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
  }
}
