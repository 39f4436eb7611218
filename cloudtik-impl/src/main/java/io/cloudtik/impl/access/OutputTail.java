/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last 1 MiB of lines. Not thread-safe. */
final class OutputTail {
  private static final int LIMIT = 1 << 20;

  private final Deque<String> lines = new ArrayDeque<>();
  private int size;

  void add(String line) {
    String kept = line.length() > LIMIT ? line.substring(line.length() - LIMIT) : line;
    lines.addLast(kept);
    size += kept.length() + 1;
    while (size > LIMIT && lines.size() > 1) {
      size -= lines.removeFirst().length() + 1;
    }
  }

  String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
