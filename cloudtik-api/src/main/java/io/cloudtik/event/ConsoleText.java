/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import java.time.Duration;
import java.util.Locale;

/** Words and durations for people. */
final class ConsoleText {
  private ConsoleText() {}

  /** Returns a text without the control characters by which it could draw elsewhere. */
  static String clean(String text) {
    return text.strip().replaceAll("[\\p{Cntrl}&&[^\n]]", " ");
  }

  /** Returns the message of a step without the name of the step, which is shown anyway. */
  static String message(StepEvent event) {
    String text = clean(event.message());
    String title = event.step().title();
    return text.startsWith(title + ": ") ? text.substring(title.length() + 2) : text;
  }

  static String oneLine(String text) {
    return text.replace('\n', ' ');
  }

  static String elapsed(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    return seconds < 60
        ? seconds + " s"
        : String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
  }
}
