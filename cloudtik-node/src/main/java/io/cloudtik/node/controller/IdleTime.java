/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.wait.Time;
import java.time.Duration;

/**
 * How long there was no work. A cluster that starts is not idle, but only for half an hour: one
 * that cannot start must end some time, too.
 */
final class IdleTime {
  private static final Duration LONGEST_START = Duration.ofMinutes(30);

  private final Time time;
  private long begun;
  private long busyAt;

  IdleTime(Time time) {
    this.time = time;
    restart();
  }

  /** Counts from now. */
  void restart() {
    begun = time.mark();
    busyAt = begun;
  }

  /** Says whether nobody need ask for work now, because the cluster only starts. */
  boolean excuses(boolean starting) {
    return starting && time.since(begun).compareTo(LONGEST_START) < 0;
  }

  Duration look(boolean busy) {
    if (busy) {
      busyAt = time.mark();
    }
    return time.since(busyAt);
  }
}
