/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What becomes of symbolic links when a tree is copied. */
public final class Links {
  private Links() {}

  /** Says whether a link has a relative target that lies in the tree. */
  public static boolean leadInside(Path root, Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    Path parent = link.getParent();
    return !target.isAbsolute()
        && parent != null
        && parent.resolve(target).normalize().startsWith(root.normalize());
  }

  /** Returns the failure for what cannot be copied, such as a link out of the tree to a folder. */
  public static CloudTikException refused(Path path) {
    return new CloudTikException(
        ErrorCode.FILE_MISSING,
        Files.isSymbolicLink(path)
            ? "cannot copy the link "
                + path
                + ": it leads out of the tree, and not to a file; copy what it leads to, or remove it"
            : "cannot copy " + path + ": neither file, directory nor link; remove it");
  }
}
