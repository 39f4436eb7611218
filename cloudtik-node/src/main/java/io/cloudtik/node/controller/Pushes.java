/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.node.controller.decide.NodeSight.Push;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pushes the set-up to a few machines at a time, in threads of its own. Thread-safe. */
final class Pushes {
  private static final Logger logger = LoggerFactory.getLogger(Pushes.class);

  /**
   * How many machines are pushed to at the same time. More than the processors of a head can serve,
   * as some of them are only waited for: one that cannot be reached yet must not hold up the
   * others.
   */
  static final int AT_ONCE = 8;

  private final Executor executor;
  private final int atOnce;
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

  /**
   * Makes the book of pushes.
   *
   * @param atOnce how many run at the same time; the others are not begun
   */
  Pushes(Executor executor, int atOnce) {
    this.executor = executor;
    this.atOnce = atOnce;
  }

  void start(String node, Runnable push) {
    outcomes.put(node, new Outcome(Push.RUNNING, ""));
    executor.execute(
        () -> {
          Outcome outcome = run(node, push);
          outcomes.replace(node, outcome);
        });
  }

  private static Outcome run(String node, Runnable push) {
    try {
      push.run();
      return new Outcome(Push.DONE, "");
    } catch (CloudTikException e) {
      return new Outcome(Push.FAILED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      logger.warn("node={} push=failed", node, e);
      return new Outcome(Push.FAILED, "set-up of node %s failed: %s".formatted(node, e));
    }
  }

  /** Takes note that a node cannot be set up, whatever was thought before. */
  void fail(String node, String error) {
    outcomes.replace(node, new Outcome(Push.FAILED, error));
  }

  Push state(String node) {
    return outcomes.getOrDefault(node, Outcome.NONE).state;
  }

  String error(String node) {
    return outcomes.getOrDefault(node, Outcome.NONE).error;
  }

  int free() {
    long running = outcomes.values().stream().filter(o -> o.state == Push.RUNNING).count();
    return Math.max(0, atOnce - (int) running);
  }

  void forget(String node) {
    outcomes.remove(node);
  }

  private record Outcome(Push state, String error) {
    static final Outcome NONE = new Outcome(Push.NONE, "");
  }
}
