/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.benchmark.tpch.TpchMain;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one run of the 22 queries printed. */
record TpchPass(Map<Integer, Double> seconds, Map<Integer, String> results) {
  static TpchPass of(List<String> output) {
    Map<Integer, Double> seconds = new TreeMap<>();
    Map<Integer, String> results = new TreeMap<>();
    for (String line : output) {
      if (line.startsWith(TpchMain.LINE + " ")) {
        String[] words = line.split(" ");
        int query = Integer.parseInt(words[1]);
        seconds.put(query, Double.valueOf(words[2]));
        results.put(query, words[3] + " rows, checksum " + words[4]);
      }
    }
    if (seconds.size() != TpchMain.QUERIES) {
      throw new IllegalStateException(
          "expected %d answered queries, got %s; the end of the output: %s"
              .formatted(
                  TpchMain.QUERIES,
                  seconds.keySet(),
                  output.subList(Math.max(0, output.size() - 20), output.size())));
    }
    return new TpchPass(seconds, results);
  }

  double total() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  void requireSameResults(TpchPass other) {
    if (!results.equals(other.results)) {
      throw new IllegalStateException(
          "expected equal results, got " + results + " and " + other.results);
    }
  }
}
