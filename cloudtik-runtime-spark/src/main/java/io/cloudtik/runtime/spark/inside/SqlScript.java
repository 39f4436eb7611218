/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.inside;

import java.util.ArrayList;
import java.util.List;

/** Splits a script into statements at semicolons that are not in quotes or comments. */
final class SqlScript {
  private enum Mode {
    CODE,
    LINE_COMMENT,
    BLOCK_COMMENT,
    QUOTED
  }

  private final String text;
  private final List<String> statements = new ArrayList<>();
  private final StringBuilder statement = new StringBuilder();
  private Mode mode = Mode.CODE;
  private char quote;

  private SqlScript(String text) {
    this.text = text;
  }

  /** Returns the statements without their semicolons and comments. */
  static List<String> statements(String text) {
    SqlScript script = new SqlScript(text);
    for (int i = 0; i < text.length(); i++) {
      i += script.take(i);
    }
    script.end();
    return List.copyOf(script.statements);
  }

  /** Takes the character at a position and returns how many more were taken with it. */
  private int take(int i) {
    char c = text.charAt(i);
    return switch (mode) {
      case CODE -> takeCode(c, i);
      case LINE_COMMENT -> {
        if (c == '\n') {
          statement.append(c);
          mode = Mode.CODE;
        }
        yield 0;
      }
      case BLOCK_COMMENT -> {
        boolean end = text.startsWith("*/", i);
        mode = end ? Mode.CODE : mode;
        yield end ? 1 : 0;
      }
      case QUOTED -> takeQuoted(c, i);
    };
  }

  private int takeCode(char c, int i) {
    if (text.startsWith("--", i)) {
      mode = Mode.LINE_COMMENT;
      return 1;
    }
    if (text.startsWith("/*", i) && !text.startsWith("/*+", i)) {
      statement.append(' ');
      mode = Mode.BLOCK_COMMENT;
      return 1;
    }
    if (c == ';') {
      end();
      return 0;
    }
    if (c == '\'' || c == '"' || c == '`') {
      mode = Mode.QUOTED;
      quote = c;
    }
    statement.append(c);
    return 0;
  }

  private int takeQuoted(char c, int i) {
    statement.append(c);
    if (c == '\\' && quote != '`' && i + 1 < text.length()) {
      statement.append(text.charAt(i + 1));
      return 1;
    }
    if (c == quote) {
      mode = Mode.CODE;
    }
    return 0;
  }

  private void end() {
    String finished = statement.toString().strip();
    if (!finished.isEmpty()) {
      statements.add(finished);
    }
    statement.setLength(0);
  }
}
