/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The rules for names. They are the narrowest that all supported clouds accept for a label. */
public final class Names {
  private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int SHOWN = 64;

  private Names() {}

  /**
   * Returns {@code name} if it is 1 to 32 lower-case letters, digits and inner hyphens, starting
   * with a letter.
   *
   * @throws InvalidSpecException otherwise, with {@code path} in the message
   */
  public static String requireName(String path, String name) {
    List<String> problems = problems(Objects.requireNonNull(path, "path"), name);
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
    return name;
  }

  static List<String> problems(String path, String name) {
    return NAME.matcher(Objects.requireNonNull(name, path)).matches()
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

  /**
   * Returns the value in quotes, cut to 64 characters; what cannot be seen, or would change how the
   * rest is seen, is escaped.
   */
  public static String quoted(String value) {
    return "'" + shown(value) + "'";
  }

  static String shown(String value) {
    StringBuilder out = new StringBuilder();
    value
        .codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (printable(c)) {
                out.appendCodePoint(c);
              } else {
                out.append("\\u%04x".formatted(c));
              }
            });
    return out.append(value.codePointCount(0, value.length()) > SHOWN ? "…" : "").toString();
  }

  /** Says whether a code point shows itself: no control, no format, no separator of lines. */
  static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
