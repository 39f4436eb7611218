/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** That a workspace belongs to root, as whom containers write into it. */
final class OwnedByRoot {
  private OwnedByRoot() {}

  static void require(WorkspaceLayout layout) {
    Path root = layout.root();
    try {
      if (!Files.getAttribute(root, "unix:uid").equals(0)) {
        throw new ProviderException(
            Local.NAME,
            ErrorCode.PERMISSION_DENIED,
            "directory %s belongs to %s, and machines in containers would write into it as root; run"
                    .formatted(root, Files.getOwner(root).getName())
                + " the program as root, or use Local.here(), which needs none",
            null);
      }
    } catch (IOException e) {
      throw LocalErrors.failed("look at " + root, root, e);
    }
  }
}
