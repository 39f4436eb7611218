/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A body that was sent in chunks of AWS's own, each perhaps signed. See the page <i>Signature
 * calculations for the Authorization Header: Transferring payload in multiple chunks</i> of the API
 * reference of S3. The signature of what comes after the last chunk is not checked.
 */
final class ChunkedBody {
  private static final String EMPTY = Hashes.sha256("");

  private ChunkedBody() {}

  static boolean isOne(AwsRequest request) {
    return request.header("x-amz-content-sha256").startsWith("STREAMING-");
  }

  /** Returns what is in the chunks, or refuses. */
  static byte[] decoded(AwsRequest request, Signed signed, KeyOwner owner) {
    boolean isSigned = request.header("x-amz-content-sha256").startsWith("STREAMING-AWS4-HMAC");
    byte[] key = signed.key(owner.secret());
    byte[] all = request.body();
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(all.length);
    String before = signed.signature();
    int at = 0;
    while (true) {
      int end = endOfLine(all, at, signed);
      String[] head = new String(all, at, end - at, StandardCharsets.US_ASCII).split(";");
      int size = Integer.parseInt(head[0].strip(), 16);
      int from = end + 2;
      if (from + size > all.length) {
        throw SignatureWords.of(signed.service()).wrong();
      }
      byte[] chunk = java.util.Arrays.copyOfRange(all, from, from + size);
      if (isSigned) {
        String text =
            String.join(
                "\n",
                "AWS4-HMAC-SHA256-PAYLOAD",
                signed.date(),
                signed.scope(),
                before,
                EMPTY,
                Hashes.sha256(chunk));
        before = Hashes.hex(Hashes.hmac(key, text));
        String given = head.length < 2 ? "" : head[1].strip().replace("chunk-signature=", "");
        if (!Hashes.same(before, given)) {
          throw SignatureWords.of(signed.service()).wrong();
        }
      }
      if (size == 0) {
        return decoded.toByteArray();
      }
      decoded.writeBytes(chunk);
      at = from + size + 2;
    }
  }

  private static int endOfLine(byte[] all, int from, Signed signed) {
    for (int i = from; i + 1 < all.length; i++) {
      if (all[i] == '\r' && all[i + 1] == '\n') {
        return i;
      }
    }
    throw SignatureWords.of(signed.service()).wrong();
  }
}
