/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.provider.aws.AwsOptions;
import io.cloudtik.provider.aws.rights.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names that need the account: of the bucket, and in rights. */
final class Place {
  private static final int LONGEST_BUCKET = 63;
  private static final int HASH_BYTES = 3;

  private final Scope scope;
  private final Account account;

  Place(Scope scope, Account account) {
    this.scope = scope;
    this.account = account;
  }

  /** Returns the name of the bucket; no two accounts make the same. */
  String bucket() {
    return scope.options().bucket().orElseGet(() -> bucket(scope.workspace(), account.id()));
  }

  private String bucket(String workspace, String owner) {
    String rest = "-%s-%s".formatted(owner, scope.options().region());
    String whole = "cloudtik-" + workspace + rest;
    if (whole.length() <= LONGEST_BUCKET) {
      return whole;
    }
    String hash = "-" + hash(workspace);
    int room = LONGEST_BUCKET - rest.length() - hash.length();
    return ("cloudtik-" + workspace).substring(0, room).replaceAll("-+$", "") + hash + rest;
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Several workspaces may share a bucket that the user brought. */
  String prefix() {
    return scope.options().bucket().isPresent() ? "cloudtik/" + scope.workspace() + "/" : "";
  }

  Subject subject() {
    AwsOptions options = scope.options();
    return new Subject(
        account.partition(),
        options.region(),
        account.id(),
        scope.workspace(),
        bucket(),
        prefix(),
        java.util.stream.Stream.concat(
                options.privateSubnets().stream(), options.publicSubnets().stream())
            .toList(),
        options.securityGroup().map(java.util.List::of).orElse(java.util.List.of()));
  }

  String role(boolean head) {
    return "cloudtik-%s-%s-%s"
        .formatted(scope.workspace(), scope.options().region(), head ? "head" : "worker");
  }
}
