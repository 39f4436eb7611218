/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * Shows what stays as lines, and below them one line that is drawn again and again: the running
 * step that was told of last. While a step runs, a daemon thread keeps the line alive.
 */
final class TerminalView implements ConsoleView {
  private static final String ERASE = "\r\u001b[2K";
  private static final int BAR = 10;
  private static final long FRAME_MILLIS = 120;

  private final PrintStream out;
  private final ConsoleSigns signs;
  private final Clock clock;
  private final int columns;
  private final boolean animated;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private @Nullable Timer timer;
  private int frame;

  TerminalView(PrintStream out, ConsoleSigns signs, Clock clock, int columns, boolean animated) {
    this.out = out;
    this.signs = signs;
    this.clock = clock;
    this.columns = columns;
    this.animated = animated;
  }

  @Override
  public synchronized void step(StepEvent event) {
    String title = event.subject() + ": " + event.step().title();
    // Taken out first, so that it comes last: the line shows what was told last.
    @Nullable Running before = running.remove(title);
    switch (event.state()) {
      case STARTED, PROGRESSED -> {
        running.put(title, new Running(before == null ? clock.instant() : before.since(), event));
        draw("");
      }
      case FINISHED -> draw(ended(green(signs.done()), title, before, event));
      case FAILED -> draw(ended(red(signs.failed()), title, before, event));
    }
    animate();
  }

  @Override
  public synchronized void line(String text) {
    draw(signs.note() + " " + text + "\n");
  }

  private String ended(String sign, String title, @Nullable Running before, StepEvent event) {
    String time =
        before == null
            ? ""
            : ConsoleText.elapsed(Duration.between(before.since(), clock.instant()));
    return (sign + " %-32s %10s  ".formatted(title, time) + ConsoleText.message(event))
            .stripTrailing()
        + "\n";
  }

  private void draw(String above) {
    String live = "";
    for (Map.Entry<String, Running> each : running.entrySet()) {
      live = live(each.getKey(), each.getValue());
    }
    out.print(ERASE + above + live);
    out.flush();
  }

  private String live(String title, Running step) {
    StringBuilder line = new StringBuilder(signs.spinner().get(frame % signs.spinner().size()));
    line.append(' ').append(title).append("  ");
    long total = step.event().total();
    if (total > 0) {
      long done = Math.max(0, Math.min(step.event().done(), total));
      int full = (int) (BAR * (double) done / total);
      line.append(signs.full().repeat(full)).append(signs.empty().repeat(BAR - full));
      line.append(" %3d%%  ".formatted((int) (100.0 * done / total)));
    }
    line.append(ConsoleText.elapsed(Duration.between(step.since(), clock.instant())));
    String text = ConsoleText.oneLine(ConsoleText.message(step.event()));
    if (!text.isEmpty()) {
      line.append("  ").append(text);
    }
    return line.length() < columns ? line.toString() : line.substring(0, columns - 1);
  }

  private void animate() {
    if (running.isEmpty() && timer != null) {
      timer.cancel();
      timer = null;
    } else if (animated && !running.isEmpty() && timer == null) {
      timer = new Timer("cloudtik-console", true);
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              tick();
            }
          },
          FRAME_MILLIS,
          FRAME_MILLIS);
    }
  }

  synchronized void tick() {
    if (!running.isEmpty()) {
      frame++;
      draw("");
    }
  }

  private static String green(String text) {
    return "\u001b[32m" + text + "\u001b[0m";
  }

  private static String red(String text) {
    return "\u001b[31m" + text + "\u001b[0m";
  }

  private record Running(Instant since, StepEvent event) {}
}
