/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts of policies, with wildcards and with variables (IAM User Guide, "IAM policy elements:
 * Variables and tags"). What a variable stands for is taken as it is, also a star in it.
 */
final class TextPattern {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)\\}");

  private TextPattern() {}

  /**
   * Returns the pattern that a text means.
   *
   * @param hasWildcards whether star and question mark mean anything
   * @return null if it has a variable that the request has no value for
   */
  static @Nullable Pattern of(
      String text, boolean hasWildcards, boolean hasVariables, int flags, RequestContext context) {
    StringBuilder expression = new StringBuilder();
    int at = 0;
    Matcher variable = VARIABLE.matcher(text);
    while (hasVariables && variable.find()) {
      append(expression, text.substring(at, variable.start()), hasWildcards);
      String value = value(variable.group(1), context);
      if (value == null) {
        return null;
      }
      expression.append(Pattern.quote(value));
      at = variable.end();
    }
    append(expression, text.substring(at), hasWildcards);
    return Pattern.compile(expression.toString(), flags | Pattern.DOTALL);
  }

  private static void append(StringBuilder expression, String literal, boolean hasWildcards) {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (hasWildcards && c == '*') {
        expression.append(".*");
      } else if (hasWildcards && c == '?') {
        expression.append('.');
      } else {
        expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
  }

  private static @Nullable String value(String variable, RequestContext context) {
    if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
      return variable;
    }
    int comma = variable.indexOf(',');
    String key = comma < 0 ? variable : variable.substring(0, comma).strip();
    String value = context.value(key);
    if (value == null && comma >= 0) {
      return variable.substring(comma + 1).strip().replaceAll("^'|'$", "");
    }
    return value;
  }

  static boolean matches(
      String text, String value, boolean hasVariables, int flags, RequestContext context) {
    Pattern pattern = of(text, true, hasVariables, flags, context);
    return pattern != null && pattern.matcher(value).matches();
  }
}
