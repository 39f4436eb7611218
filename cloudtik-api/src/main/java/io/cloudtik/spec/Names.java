/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for names. They are the narrowest that all supported clouds accept for a label. */
public final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Names() {}

  /**
   * Returns {@code name} if it is 1 to 32 lower-case letters, digits and inner hyphens, starting
   * with a letter.
   *
   * @throws InvalidSpecException otherwise, with {@code path} in the message
   */
  public static String requireName(String path, String name) {
    List<String> problems = problems(path, name);
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
    return name;
  }

  static List<String> problems(String path, String name) {
    return NAME.matcher(name).matches()
        ? List.of()
        : List.of(
            path
                + ": expected 1 to 32 characters of a-z, 0-9 and '-', starting with a letter and"
                + " not ending with '-', got "
                + quoted(name));
  }

  static boolean isEnvironmentName(String name) {
    return ENVIRONMENT.matcher(name).matches();
  }

  /** Returns the value in quotes, control characters escaped and cut to 64 characters. */
  public static String quoted(String value) {
    StringBuilder out = new StringBuilder("'");
    value
        .codePoints()
        .limit(64)
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                out.append("\\u%04x".formatted(c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append(value.codePointCount(0, value.length()) > 64 ? "…'" : "'").toString();
  }
}
