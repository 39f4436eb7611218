/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Spark's configuration writes them, for example {@code 2g} or {@code 900m}. */
final class SparkSize {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)b?");

  private SparkSize() {}

  /** Returns the size in MiB, if the text is one; a bare number means MiB. */
  static OptionalLong mib(String text) {
    Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return OptionalLong.of(
        switch (matcher.group(2)) {
          case "k" -> number / 1024;
          case "g" -> number * 1024;
          case "t" -> number * 1024 * 1024;
          default -> number;
        });
  }
}
