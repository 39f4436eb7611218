/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.store.StoredDocument;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document as the bytes of an object: a line with a mark that no other write has and with the
 * expiry, then the text. So equal texts have different ETags, and a writer knows its own write
 * again. Documents that may expire have an odd number of bytes, the others an even one, and one
 * that was deleted has none: a listing tells them apart without reading them.
 *
 * @param mark which nobody else has
 * @param expiry when it counts as absent; null means never
 */
record StoredBody(String mark, @Nullable Instant expiry, String text) {
  private static final String FORMAT = "cloudtik-document-1";
  private static final int HEADER_WORDS = 3;

  static StoredBody of(String text, @Nullable Instant expiry) {
    return new StoredBody(UUID.randomUUID().toString(), expiry, text);
  }

  byte[] bytes() {
    byte[] bytes = bytes("");
    return bytes.length % 2 == (expiry == null ? 0 : 1) ? bytes : bytes(" ");
  }

  private byte[] bytes(String padding) {
    String until = expiry == null ? "-" : expiry.toString();
    return "%s %s %s%s\n%s"
        .formatted(FORMAT, mark, until, padding, text)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns what the bytes of an object say; null for a deleted document. */
  static @Nullable StoredBody parse(String key, byte[] bytes) {
    if (bytes.length == 0) {
      return null;
    }
    String all = new String(bytes, StandardCharsets.UTF_8);
    int end = all.indexOf('\n');
    String[] words = all.substring(0, Math.max(end, 0)).split(" ", -1);
    if (words.length < HEADER_WORDS || !words[0].equals(FORMAT)) {
      throw corrupt(key, null);
    }
    try {
      Instant expiry = words[2].equals("-") ? null : Instant.parse(words[2]);
      return new StoredBody(words[1], expiry, all.substring(end + 1));
    } catch (DateTimeException e) {
      throw corrupt(key, e);
    }
  }

  private static CloudTikException corrupt(String key, @Nullable Throwable cause) {
    return new CloudTikException(
        ErrorCode.STORE_CORRUPT,
        "document %s: expected the first line of a document, got something else; somebody else wrote it, so look at the object and delete it"
            .formatted(key),
        cause);
  }

  boolean isLiveAt(Instant now) {
    return expiry == null || now.isBefore(expiry);
  }

  StoredDocument document(String key, String etag) {
    return StoredDocument.of(key, Version.of(etag, expiry).text(), text, expiry);
  }
}
