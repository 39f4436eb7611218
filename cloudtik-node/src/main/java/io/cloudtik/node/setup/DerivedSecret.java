/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.spec.Names;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets that every node of a cluster makes for itself from the cluster's secret, so that nobody
 * has to send them around.
 */
final class DerivedSecret {
  private DerivedSecret() {}

  /** Returns the file with the secret of that name, readable by its owner only. */
  static Path file(NodeLayout layout, String name) {
    Names.requireName("secret", name);
    String secret = SecretsRecord.derive(clusterSecret(layout.secret("cluster")), name);
    Path file = layout.secret("derived-" + name);
    if (!LocalFiles.read(file).equals(Optional.of(secret))) {
      LocalFiles.write(file, secret, true);
    }
    return file;
  }

  private static String clusterSecret(Path file) {
    String secret = LocalFiles.read(file).orElse("").strip();
    if (secret.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "expected the secret of the cluster in " + file + ", got none; bootstrap the node again");
    }
    return secret;
  }
}
