/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** Checks the signatures of chunks, each of which rests on the one before. */
final class ChunkSignatures {
  private static final String EMPTY = Hashes.sha256("");

  private final Signed signed;
  private final byte[] key;
  private final MessageDigest digest;
  private String before;

  ChunkSignatures(Signed signed, KeyOwner owner) {
    this.signed = signed;
    this.key = signed.key(owner.secret());
    this.before = signed.signature();
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void add(byte[] bytes, int offset, int count) {
    digest.update(bytes, offset, count);
  }

  void endChunk(String given) {
    String text =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256-PAYLOAD",
            signed.date(),
            signed.scope(),
            before,
            EMPTY,
            Hashes.hex(digest.digest()));
    before = Hashes.hex(Hashes.hmac(key, text));
    if (!Hashes.same(before, given)) {
      throw SignatureWords.of(signed.service()).wrong();
    }
  }
}
