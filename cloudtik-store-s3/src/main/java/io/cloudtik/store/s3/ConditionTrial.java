/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether a service keeps the conditions of {@code PutObject}. Some that speak the protocol
 * of S3 do not know them, and either say so or write all the same.
 */
final class ConditionTrial {
  /** No service gives this ETag to what is written here. */
  private static final String OTHER = "\"00000000000000000000000000000000\"";

  private final ConditionalObjects objects;
  private final String key = "trial-" + UUID.randomUUID();

  ConditionTrial(S3Place root) {
    this.objects = new ConditionalObjects(root);
  }

  Optional<String> unmet() {
    @Nullable String unmet;
    try {
      unmet = found();
    } catch (RuntimeException e) {
      try {
        objects.delete(key, null);
      } catch (RuntimeException next) {
        // Who may not write may often not delete either; what failed first is what counts.
        e.addSuppressed(next);
      }
      throw e;
    }
    objects.delete(key, null);
    return Optional.ofNullable(unmet);
  }

  private @Nullable String found() {
    if (objects.put(key, bytes("none"), OTHER) != null) {
      return "it ignores If-Match, and writes although no object is there";
    }
    String first = put("first", ConditionalObjects.NONE_THERE);
    if (first == null) {
      return "it refuses If-None-Match although no object is there";
    }
    if (objects.put(key, bytes("second"), ConditionalObjects.NONE_THERE) != null) {
      return "it ignores If-None-Match, and writes over an object that is there";
    }
    if (objects.put(key, bytes("third"), OTHER) != null) {
      return "it ignores If-Match, and writes over an object that is another one";
    }
    return put("fourth", first) == null
        ? "it refuses If-Match although the object is that one"
        : null;
  }

  /** An earlier try of the SDK's may have been applied, and its answer been lost. */
  private @Nullable String put(String text, String match) {
    String etag = objects.put(key, bytes(text), match);
    if (etag != null) {
      return etag;
    }
    ConditionalObjects.Content content = objects.read(key);
    return content != null && Arrays.equals(content.bytes(), bytes(text)) ? content.etag() : null;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
