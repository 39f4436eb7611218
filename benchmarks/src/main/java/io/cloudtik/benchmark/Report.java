/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import java.io.PrintStream;

/** Prints what was measured, each line as it is known, and counts what did not pass. */
final class Report {
  private final PrintStream out;
  private int notPassed;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Says what goes on, for people. */
  void note(String text) {
    line("# " + text);
  }

  /** Tells what a figure is compared to, measured in the same run. */
  void baseline(Figure figure, String unit, String what, Samples samples) {
    measured("BASELINE", figure, unit, what, samples);
  }

  /** Tells what of ours is compared. */
  void ours(Figure figure, String unit, String what, Samples samples) {
    measured("MEASURED", figure, unit, what, samples);
  }

  private void measured(String kind, Figure figure, String unit, String what, Samples samples) {
    line(
        "%s %s %s %s (%s) %s"
            .formatted(
                kind,
                figure.slug(),
                Numbers.text(samples.median()),
                unit,
                samples.interval(unit),
                what));
  }

  /** Tells a figure with its interval. */
  void figure(Figure figure, Samples samples) {
    double median = samples.median();
    boolean met = figure.goal().met(median);
    notPassed += met ? 0 : 1;
    line("INTERVAL %s %s".formatted(figure.slug(), samples.interval(figure.unit())));
    line(
        "FIGURE %s %s %s goal %s %s"
            .formatted(
                figure.slug(),
                Numbers.text(median),
                figure.unit(),
                figure.goal(),
                met ? "PASS" : "FAIL"));
  }

  /** Tells that a figure could not be measured here, which does not count as passed. */
  void skip(Figure figure, String why) {
    notPassed++;
    line("SKIP %s %s".formatted(figure.slug(), why));
  }

  /** Tells that a benchmark went wrong, so that it has no figure. */
  void error(Figure figure, Throwable failure) {
    notPassed++;
    line("ERROR %s %s".formatted(figure.slug(), failure));
  }

  private synchronized void line(String text) {
    out.println(text.replace('\n', ' '));
    out.flush();
  }

  boolean allPassed() {
    return notPassed == 0;
  }
}
