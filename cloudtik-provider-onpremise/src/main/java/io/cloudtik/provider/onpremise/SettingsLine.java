/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Lines of settings: {@code name=value}, separated by blanks. A value with blanks or quotes stands
 * in double quotes, in which a backslash takes the next character as it is. A {@code #} that begins
 * a word begins what is for people.
 */
final class SettingsLine {
  private SettingsLine() {}

  /** Returns the settings of a line in their order; a name may come more than once. */
  static void read(String where, String line, BiConsumer<String, String> setting) {
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '#') {
        return;
      }
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      int equals = line.indexOf('=', at);
      String name = equals < 0 ? line.substring(at) : line.substring(at, equals);
      if (equals < 0 || !name.matches("[A-Za-z]+")) {
        throw InvalidSpecException.of(
            where + ": expected settings as name=value, got " + Names.quoted(line.substring(at)));
      }
      StringBuilder value = new StringBuilder();
      at = value(where, line, equals + 1, value);
      setting.accept(name, value.toString());
    }
  }

  private static int value(String where, String line, int from, StringBuilder value) {
    int at = from;
    boolean quoted = false;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\' && at + 1 < line.length()) {
        at++;
        value.append(line.charAt(at));
      } else if (!quoted && Character.isWhitespace(c)) {
        return at;
      } else {
        value.append(c);
      }
      at++;
    }
    if (quoted) {
      throw InvalidSpecException.of(
          where + ": expected a closing quote, got " + Names.quoted(line.substring(from)));
    }
    return at;
  }

  /** Returns the line of settings. */
  static String write(Map<String, String> settings) {
    StringBuilder line = new StringBuilder();
    settings.forEach((name, value) -> append(line, name, value));
    return line.toString();
  }

  static void append(StringBuilder line, String name, String value) {
    line.append(line.isEmpty() ? "" : " ").append(name).append('=');
    line.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  /** Returns the settings of a line in which each name comes once. */
  static Map<String, String> map(String where, String line) {
    Map<String, String> all = new LinkedHashMap<>();
    read(
        where,
        line,
        (name, value) -> {
          if (all.put(name, value) != null) {
            throw InvalidSpecException.of(where + ": expected '" + name + "' once, got it again");
          }
        });
    return all;
  }
}
