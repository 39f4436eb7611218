/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

/** What a figure must reach: at most or at least a bound. */
record Goal(String comparison, double bound) {
  static Goal atMost(double bound) {
    return new Goal("<=", bound);
  }

  static Goal atLeast(double bound) {
    return new Goal(">=", bound);
  }

  boolean met(double value) {
    return comparison.equals("<=") ? value <= bound : value >= bound;
  }

  @Override
  public String toString() {
    return comparison + " " + Numbers.text(bound);
  }
}
