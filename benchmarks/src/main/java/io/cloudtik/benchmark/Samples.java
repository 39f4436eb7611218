/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import java.util.List;

/** Values that were measured, in the order in which they were. */
record Samples(List<Double> values) {
  Samples {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("expected at least one measured value, got none");
    }
  }

  static Samples of(double value) {
    return new Samples(List.of(value));
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double least() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double most() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Returns for example {@code 9.5..10.4 s of 7}. */
  String interval(String unit) {
    return "%s..%s %s of %d"
        .formatted(Numbers.text(least()), Numbers.text(most()), unit, values.size());
  }
}
