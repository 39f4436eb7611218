/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import java.util.List;

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

  /** Reads a list of values, as {@link #read(String, Class)}. */
  public static <T> List<T> readList(String json, Class<T> element) {
    return JsonMapper.readList(json, element);
  }
}
