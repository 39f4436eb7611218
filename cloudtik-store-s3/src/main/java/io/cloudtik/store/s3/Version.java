/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The version of a document: the ETag of its object, and when it expires, so that a write that
 * expects it need not read first.
 */
record Version(String etag, @Nullable Instant expiry) {
  static Version of(String quoted, @Nullable Instant expiry) {
    return new Version(quoted.replace("\"", ""), expiry);
  }

  /** Returns null for what no version of this store looks like. */
  static @Nullable Version parse(String text) {
    int until = text.indexOf('@');
    try {
      return until < 0
          ? new Version(text, null)
          : new Version(text.substring(0, until), Instant.parse(text.substring(until + 1)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  String text() {
    return expiry == null ? etag : etag + "@" + expiry;
  }

  String quoted() {
    return "\"" + etag + "\"";
  }

  boolean isLiveAt(Instant now) {
    return expiry == null || now.isBefore(expiry);
  }
}
