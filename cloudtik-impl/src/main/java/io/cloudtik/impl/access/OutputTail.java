/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps the last 1 MiB of lines. Thread-safe. */
public final class OutputTail {
  private static final int LIMIT = 1 << 20;

  private final Deque<String> lines = new ArrayDeque<>();
  private int size;

  /** Adds a line, and forgets the oldest ones where there are too many. */
  public synchronized void add(String line) {
    String kept = line.length() > LIMIT ? line.substring(line.length() - LIMIT) : line;
    lines.addLast(kept);
    size += kept.length() + 1;
    while (size > LIMIT && lines.size() > 1) {
      size -= lines.removeFirst().length() + 1;
    }
  }

  /** Returns the lines, each ended by a line break. */
  public synchronized String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
