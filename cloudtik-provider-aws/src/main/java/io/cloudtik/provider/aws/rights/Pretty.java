/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.rights;

/** Breaks JSON without blanks into lines. */
final class Pretty {
  private Pretty() {}

  static String of(String json) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    boolean inText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"' && (i == 0 || json.charAt(i - 1) != '\\')) {
        inText = !inText;
      }
      if (inText || "{}[],:".indexOf(c) < 0) {
        out.append(c);
      } else if (c == '{' || c == '[') {
        depth++;
        line(out.append(c), depth);
      } else if (c == '}' || c == ']') {
        depth--;
        line(out, depth);
        out.append(c);
      } else if (c == ',') {
        line(out.append(c), depth);
      } else {
        out.append(": ");
      }
    }
    return out.toString();
  }

  private static void line(StringBuilder out, int depth) {
    out.append('\n').append("  ".repeat(depth));
  }
}
