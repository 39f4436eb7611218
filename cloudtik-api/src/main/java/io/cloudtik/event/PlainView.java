/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows events as lines, for files and pipes: few, and none that repeats the last. */
final class PlainView implements ConsoleView {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final PrintStream out;
  private final Clock clock;
  private final Map<String, Running> running = new HashMap<>();

  PlainView(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void step(StepEvent event) {
    String title = event.subject() + ": " + event.step().title();
    Instant now = clock.instant();
    @Nullable Running before = running.get(title);
    String text = ConsoleText.message(event);
    switch (event.state()) {
      case STARTED, PROGRESSED -> {
        if (before == null || before.tells(text, now)) {
          line(title + (text.isEmpty() ? "" : ": " + text));
          running.put(title, new Running(before == null ? now : before.since(), now, text));
        }
      }
      case FINISHED -> line(title + ": done" + took(" in ", title, now));
      case FAILED -> line(title + ": FAILED" + took(" after ", title, now) + ": " + text);
    }
  }

  private String took(String word, String title, Instant now) {
    @Nullable Running done = running.remove(title);
    return done == null ? "" : word + ConsoleText.elapsed(Duration.between(done.since(), now));
  }

  @Override
  public void line(String text) {
    out.println(text);
    out.flush();
  }

  private record Running(Instant since, Instant told, String text) {
    boolean tells(String next, Instant now) {
      return !next.isEmpty() && !next.equals(text) && !now.isBefore(told.plus(PAUSE));
    }
  }
}
