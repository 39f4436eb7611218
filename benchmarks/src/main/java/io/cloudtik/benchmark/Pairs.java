/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Measurements of a baseline and of ours, taken in turns, so that what the computer does meanwhile
 * meets both. Who begins changes from pair to pair.
 */
record Pairs(Samples baseline, Samples ours) {
  private static final double LONG_PAIR_SECONDS = 20;
  private static final int SHORT_PAIRS = 7;
  private static final int LONG_PAIRS = 3;

  static Pairs measure(Callable<Double> baseline, Callable<Double> ours) throws Exception {
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    int wanted = LONG_PAIRS;
    while (first.size() < wanted) {
      long start = System.nanoTime();
      if (first.size() % 2 == 0) {
        first.add(baseline.call());
        second.add(ours.call());
      } else {
        second.add(ours.call());
        first.add(baseline.call());
      }
      if ((System.nanoTime() - start) / 1e9 < LONG_PAIR_SECONDS) {
        wanted = SHORT_PAIRS;
      }
    }
    return new Pairs(new Samples(first), new Samples(second));
  }

  /** Returns ours over the baseline, pair by pair. */
  Samples ratios() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ours.values().size(); i++) {
      ratios.add(ours.values().get(i) / baseline.values().get(i));
    }
    return new Samples(ratios);
  }
}
