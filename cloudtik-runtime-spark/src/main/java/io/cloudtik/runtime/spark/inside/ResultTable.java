/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.inside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Rows as a table for people: numbers to the right, long values cut. */
final class ResultTable {
  private static final int WIDEST = 60;

  private final List<String> names;
  private final boolean[] numeric;
  private final List<String[]> rows = new ArrayList<>();

  ResultTable(List<String> names) {
    this.names = List.copyOf(names);
    this.numeric = new boolean[names.size()];
    Arrays.fill(numeric, true);
  }

  void add(List<?> values) {
    String[] row = new String[values.size()];
    for (int i = 0; i < row.length; i++) {
      Object value = values.get(i);
      numeric[i] &= value == null || value instanceof Number;
      row[i] = cut(Objects.toString(value));
    }
    rows.add(row);
  }

  @Override
  public String toString() {
    int[] widths = new int[names.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = names.get(i).length();
      for (String[] row : rows) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder out = new StringBuilder();
    append(out, names.toArray(String[]::new), widths);
    String[] line = new String[widths.length];
    for (int i = 0; i < line.length; i++) {
      line[i] = "-".repeat(widths[i]);
    }
    append(out, line, widths);
    rows.forEach(row -> append(out, row, widths));
    return out.toString();
  }

  private void append(StringBuilder out, String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String space = " ".repeat(widths[i] - cells[i].length());
      line.append(i == 0 ? "" : "  ");
      line.append(numeric[i] ? space + cells[i] : cells[i] + space);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static String cut(String value) {
    String line = value.replace('\n', ' ');
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
  }
}
