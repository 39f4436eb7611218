/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.spec.Names;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that every node of a cluster makes for itself from the cluster's secret, so that nobody
 * has to send them around: the HMAC-SHA256 of the name.
 */
final class DerivedSecret {
  private static final String ALGORITHM = "HmacSHA256";

  private DerivedSecret() {}

  /** Returns the file with the secret of that name, readable by its owner only. */
  static Path file(NodeLayout layout, String name) {
    Names.requireName("secret", name);
    String secret = derive(clusterSecret(layout.secret("cluster")), name);
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

  private static String derive(String clusterSecret, String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(clusterSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
