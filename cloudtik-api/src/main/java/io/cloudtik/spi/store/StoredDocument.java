/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.store;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.SpecStyle;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/** One version of a document. Its {@code toString} leaves out the content. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class StoredDocument {
  private static final int MAX_BYTES = 1024 * 1024;

  StoredDocument() {}

  /**
   * Returns a document.
   *
   * @param expiry when it counts as absent; null means never
   * @throws InvalidSpecException if the text is more than 1 MiB in UTF-8 or has half a character
   */
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

  @Value.Check
  void checkText() {
    try {
      int bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text())).remaining();
      if (bytes > MAX_BYTES) {
        throw InvalidSpecException.of(
            "%s: expected at most 1 MiB of text, got %d bytes".formatted(key(), bytes));
      }
    } catch (CharacterCodingException e) {
      throw InvalidSpecException.of(key() + ": expected text, got half of a character");
    }
  }
}
