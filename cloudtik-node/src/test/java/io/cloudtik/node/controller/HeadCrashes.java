/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.testkit.cloud.ClientStopped;
import io.cloudtik.testkit.cloud.LastCall;
import java.time.Duration;

/**
 * The head is stopped with its k-th call, to the cloud or to the store, and another goes on; then
 * the cluster is ended. In a run for each k, from 1 until the head comes to its goal before.
 *
 * @param deed what the head is about
 * @param last what becomes of the call with which it is stopped
 * @param redisIsLost whether the other one finds an empty Redis
 * @param stride from one k to the next
 */
public record HeadCrashes(Deed deed, LastCall last, boolean redisIsLost, int stride) {
  static final Duration LONG = Duration.ofMinutes(40);

  /** What the head was about. */
  public enum Deed {
    /** Three workers. */
    START(0, 3),
    /** From two to five. */
    SCALE_UP(2, 5),
    /** From four to one. */
    SCALE_DOWN(4, 1),
    /** Of three workers and the head. */
    TERMINATE(3, 0);

    final int before;
    final int after;

    Deed(int before, int after) {
      this.before = before;
      this.after = after;
    }

    /** Returns how many workers the cluster begins with. */
    public int wanted() {
      return this == START ? after : before;
    }
  }

  /** Makes a cluster. */
  @FunctionalInterface
  public interface Beginning {
    /** Makes one for the k-th call, which wants so many workers of one group. */
    CloudSimulation cluster(int k, int workers);
  }

  /**
   * What came of all runs.
   *
   * @param calls that the head was stopped at, or would have been with a stride of 1
   * @param leaks machines that were left, or were too many
   * @param doubles machines that were too many for one slot
   * @param strays machines that no intent spoke of when the head was stopped
   * @param misses goals that were not reached
   */
  public record Outcome(int calls, int leaks, int doubles, int strays, int misses) {
    /** Returns what went wrong, in all. */
    public int wrong() {
      return leaks + doubles + strays + misses;
    }
  }

  /** Makes all runs, and prints what came of them. */
  public Outcome run(String where, Beginning beginning) {
    int leaks = 0;
    int doubles = 0;
    int misses = 0;
    int strays = 0;
    int k = 1;
    for (boolean stopped = true; stopped; k += stride) {
      try (CloudSimulation cluster = beginning.cluster(k, deed.wanted())) {
        cluster.cloud().machines().lag(Duration.ofSeconds(3));
        if (deed != Deed.START) {
          require(cluster, deed.before);
          ask(cluster, deed);
        }
        stopped = stopped(cluster, k);
        // Intents of machines that are to end are given back before.
        strays += deed == Deed.START || deed == Deed.SCALE_UP ? cluster.strays() : 0;
        if (redisIsLost) {
          cluster.loseRedis();
        }
        cluster.startHead();
        if (redisIsLost && (deed == Deed.SCALE_UP || deed == Deed.SCALE_DOWN)) {
          // The command may have gone with Redis before it was recorded.
          cluster.scale(deed.after);
        }
        misses += reached(cluster, deed) ? 0 : 1;
        doubles += cluster.doubles();
        if (deed != Deed.TERMINATE) {
          leaks += Math.max(0, cluster.workers().size() - deed.after);
          cluster.terminate();
          misses += cluster.runUntil(cluster::over, LONG) ? 0 : 1;
        }
        cluster.cloud().time().pause(Duration.ofMinutes(2));
        leaks += cluster.cloud().machines().living().size();
      }
    }
    Outcome outcome = new Outcome(k - stride - 1, leaks, doubles, strays, misses);
    System.out.printf(
        "TABLE %s %-10s killed at %s of %3d calls, %-7s%s:"
            + " leaks %d, doubles %d, machines without intent %d, misses %d%n",
        where,
        deed,
        stride == 1 ? "each" : "every %d.".formatted(stride),
        outcome.calls,
        last,
        redisIsLost ? ", Redis lost" : "",
        leaks,
        doubles,
        strays,
        misses);
    return outcome;
  }

  static void ask(CloudSimulation cluster, Deed deed) {
    if (deed == Deed.TERMINATE) {
      cluster.terminate();
    } else {
      cluster.scale(deed.after);
    }
  }

  static void require(CloudSimulation cluster, int workers) {
    if (!cluster.runUntil(() -> cluster.ready() == workers, LONG)) {
      throw new IllegalStateException(
          "expected %d ready workers, got %d, in %s".formatted(workers, cluster.ready(), cluster));
    }
  }

  static boolean reached(CloudSimulation cluster, Deed deed) {
    return deed == Deed.TERMINATE
        ? cluster.runUntil(cluster::over, LONG)
        : cluster.runUntil(() -> isReached(cluster, deed), LONG);
  }

  static boolean isReached(CloudSimulation cluster, Deed deed) {
    return cluster.ready() == deed.after && cluster.workers().size() == deed.after;
  }

  private boolean stopped(CloudSimulation cluster, int k) {
    cluster.stopHeadAfter(k, last);
    try {
      boolean unused = reached(cluster, deed);
      return false;
    } catch (ClientStopped e) {
      return true;
    }
  }
}
