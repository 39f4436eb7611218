/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import java.util.List;
import java.util.Optional;

/** Values to JSON text and back: records, and the value types of the API with their builders. */
public final class Json {
  private Json() {}

  /** Returns one line of JSON. */
  public static String write(Object value) {
    return JsonMapper.write(value);
  }

  /**
   * Reads a value. Unknown properties are ignored, so that newer writers do no harm.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code STORE_CORRUPT} if the text does not fit
   */
  public static <T> T read(String json, Class<T> type) {
    return JsonMapper.read(json, type);
  }

  /**
   * Returns the text or number of a top-level property, whatever else the JSON holds; empty if it
   * is no JSON object or has none.
   */
  public static Optional<String> property(String json, String name) {
    return JsonMapper.property(json, name);
  }

  /** Returns the JSON object with one top-level property set to a text, all others as they are. */
  public static String with(String json, String name, String value) {
    return JsonMapper.with(json, name, value);
  }

  /** Reads a list of values, as {@link #read(String, Class)}. */
  public static <T> List<T> readList(String json, Class<T> element) {
    return JsonMapper.readList(json, element);
  }
}
