/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

/**
 * A figure that the project promises.
 *
 * @param slug its name
 * @param unit of its value; {@code x} for a ratio
 * @param goal what it must reach
 */
record Figure(String slug, String unit, Goal goal) {
  static Figure ratio(String slug, Goal goal) {
    return new Figure(slug, "x", goal);
  }
}
