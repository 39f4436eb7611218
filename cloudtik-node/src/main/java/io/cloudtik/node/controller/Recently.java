/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.wait.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Remembers what was asked for a moment ago, so that it is not asked again in every pass. */
final class Recently {
  /** How long an answer may take before the same is asked again. */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final Time time;
  private final Map<String, Long> asked = new HashMap<>();
  private long cleared;

  Recently(Time time) {
    this.time = time;
    this.cleared = time.mark();
  }

  void ask(String what, String whom) {
    if (time.since(cleared).compareTo(MOMENT) >= 0) {
      cleared = time.mark();
      asked.values().removeIf(mark -> time.since(mark).compareTo(MOMENT) >= 0);
    }
    asked.put(what + ' ' + whom, time.mark());
  }

  boolean asked(String what, String whom) {
    Long mark = asked.get(what + ' ' + whom);
    return mark != null && time.since(mark).compareTo(MOMENT) < 0;
  }

  void forget(String what, String whom) {
    asked.remove(what + ' ' + whom);
  }

  void forget() {
    asked.clear();
  }
}
