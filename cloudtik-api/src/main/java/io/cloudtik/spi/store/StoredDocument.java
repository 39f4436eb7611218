/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.store;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** One version of a document. Its {@code toString} leaves out the content. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class StoredDocument {
  StoredDocument() {}

  /** Returns a document. */
  public static StoredDocument of(
      String key, String version, String text, @Nullable Instant expiry) {
    return ImmutableStoredDocument.builder()
        .key(key)
        .version(version)
        .text(text)
        .expiry(Optional.ofNullable(expiry))
        .build();
  }

  /** Returns the key. */
  public abstract String key();

  /** Returns the version: opaque, never used twice for one key, also not after a delete. */
  public abstract String version();

  /** Returns the content, always text in UTF-8. */
  @Value.Redacted
  public abstract String text();

  /** Returns when the document counts as absent; empty means never. */
  public abstract Optional<Instant> expiry();
}
