/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import java.util.Map;
import java.util.stream.Collectors;

/** Makes one text of what several nodes printed: each line says which node it is from. */
public final class NodeLabels {
  private static final int LEAST = 4 * 1024;

  private NodeLabels() {}

  /** Returns what a line of a node begins with. */
  static String of(String node) {
    return node + ": ";
  }

  /** Returns the last lines of all, shortened so that each node has the same room. */
  public static String join(Map<String, String> outputs) {
    int room = Math.max(LEAST, JobOutput.TAIL / Math.max(1, outputs.size()));
    return outputs.entrySet().stream()
        .map(entry -> label(of(entry.getKey()), last(entry.getValue(), room)))
        .collect(Collectors.joining());
  }

  private static String last(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    int line = text.indexOf('\n', text.length() - room);
    return text.substring(line < 0 ? text.length() - room : line + 1);
  }

  private static String label(String label, String text) {
    return text.lines().map(line -> label + line + "\n").collect(Collectors.joining());
  }
}
