/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import org.jspecify.annotations.Nullable;

/**
 * A file that a machine fetches.
 *
 * @param kind what it is for
 * @param path below the directory of that kind
 * @param sha256 of what it holds; empty for a link
 * @param size in bytes
 * @param mode as {@code rwxr-xr-x}
 * @param link where it leads if it is a symbolic link, else null
 */
public record PulledFile(
    Kind kind, String path, String sha256, long size, String mode, @Nullable String link) {
  /** What files are for; the names are those of directories. */
  public enum Kind {
    BUNDLES,
    FILES,
    PREPARED
  }

  /** Says whether anybody may read it: the same file is in every cluster. */
  public boolean isPublic() {
    return kind == Kind.BUNDLES;
  }

  /** Returns where the control area has it, under a name that tells what it holds. */
  public String object() {
    return kind == Kind.BUNDLES ? "bundles/" + sha256 + ".jar" : "prepared/" + sha256;
  }
}
