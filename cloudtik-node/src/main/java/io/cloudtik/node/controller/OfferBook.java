/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.node.controller.decide.Offer;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.Offering;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What became of each offering, and how much of it is asked for therefore. One that never failed is
 * asked for as many machines as are missing, in one wave. After a refusal it is left alone for a
 * while, with jitter, so that clusters do not come back together; then one machine is tried, and
 * each success doubles how many may be on their way. A later refusal waits longer: what failed is
 * forgotten only bit by bit. Used by one thread.
 */
final class OfferBook {
  private static final Duration ROOM_BACKOFF = Duration.ofSeconds(30);
  private static final Duration CHANGE_BACKOFF = Duration.ofMinutes(1);
  private static final Duration CALL_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LONGEST_OF_CALLS = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 10;

  /** As many calls without an answer say that it will not come soon. */
  private static final int UNANSWERED = 5;

  /** From here on there is no need to count. */
  private static final int PLENTY = 64;

  private static final Set<FailureKind> NO_ROOM =
      EnumSet.of(FailureKind.CAPACITY, FailureKind.QUOTA);
  private static final Set<FailureKind> OF_CALLS =
      EnumSet.of(FailureKind.THROTTLED, FailureKind.UNAVAILABLE, FailureKind.NOT_FOUND);

  private final Offerings offerings;
  private final Time time;
  private final Random jitter;
  private final Map<String, Past> past = new HashMap<>();

  /**
   * Makes an empty book.
   *
   * @param seed of the jitter, another one for each cluster
   */
  OfferBook(Offerings offerings, Time time, long seed) {
    this.offerings = offerings;
    this.time = time;
    this.jitter = new Random(seed);
  }

  /** Takes note of a refusal, of all offerings that it covers. */
  void failed(String offering, ProviderFailure failure) {
    Duration wait = null;
    for (Offering each : offerings.all()) {
      if (each.id().equals(offering) || meetsOthers(failure, each)) {
        Past before = past.getOrDefault(each.id(), Past.GOOD);
        if (left(before).isZero()) {
          wait = wait == null ? wait(failure, before.failures + 1) : wait;
          int failures = before.failures + 1;
          int limit = leaves(failure, failures) ? 1 : before.limit;
          boolean later = failure.kind() == FailureKind.THROTTLED;
          past.put(
              each.id(),
              new Past(limit, 0, failures, time.mark(), wait, later, failure.toString()));
        }
      }
    }
  }

  /** What was not answered says nothing of others, unless it names its place. */
  private static boolean meetsOthers(ProviderFailure failure, Offering other) {
    boolean placed =
        failure.kind() != FailureKind.UNAVAILABLE || !failure.scope().zones().isEmpty();
    return placed && other.metBy(failure);
  }

  /**
   * Says whether others are to be asked for now, after a refusal that was taken note of; if not,
   * the same call may be repeated.
   */
  boolean leaves(String offering, ProviderFailure failure) {
    return leaves(failure, past.getOrDefault(offering, Past.GOOD).failures);
  }

  private static boolean leaves(ProviderFailure failure, int failures) {
    return failure.retry() != RetryAdvice.LATER
        || (failure.kind() == FailureKind.UNAVAILABLE && failures >= UNANSWERED);
  }

  private Duration wait(ProviderFailure failure, int failures) {
    boolean ofCalls = OF_CALLS.contains(failure.kind());
    Duration first =
        ofCalls ? CALL_BACKOFF : NO_ROOM.contains(failure.kind()) ? ROOM_BACKOFF : CHANGE_BACKOFF;
    Duration longest = ofCalls ? LONGEST_OF_CALLS : LONGEST;
    Duration grown = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration capped = grown.compareTo(longest) > 0 ? longest : grown;
    Duration spread = capped.multipliedBy(75 + jitter.nextInt(51)).dividedBy(100);
    return failure.retryAfter().filter(wait -> wait.compareTo(spread) > 0).orElse(spread);
  }

  /** Takes note that a machine of an offering came. */
  void succeeded(String offering) {
    Past before = past.get(offering);
    if (before == null) {
      return;
    }
    int successes = before.successes + 1;
    if (successes < before.limit) {
      past.put(offering, before.with(before.limit, successes, before.failures));
    } else if (before.limit >= PLENTY && before.failures == 0) {
      past.remove(offering);
    } else {
      int doubled = before.limit >= PLENTY ? Offer.UNLIMITED : before.limit * 2;
      past.put(offering, before.with(doubled, 0, Math.max(0, before.failures - 1)));
    }
  }

  /** Returns what may be launched for a group, what to try first in front. */
  List<Offer> of(WorkerGroupSpec group) {
    return offerings.of(group).stream().map(this::offer).toList();
  }

  private Offer offer(Offering offering) {
    Past known = past.getOrDefault(offering.id(), Past.GOOD);
    return new Offer(
        offering.id(),
        offering.hourlyPrice().orElse(null),
        known.limit,
        left(known),
        known.later,
        known.reason);
  }

  private Duration left(Past known) {
    Duration left = known.pause.minus(time.since(known.at));
    return known.pause.isZero() || left.isNegative() ? Duration.ZERO : left;
  }

  private record Past(
      int limit,
      int successes,
      int failures,
      long at,
      Duration pause,
      boolean later,
      String reason) {
    static final Past GOOD = new Past(Offer.UNLIMITED, 0, 0, 0, Duration.ZERO, false, "");

    Past with(int newLimit, int newSuccesses, int newFailures) {
      return new Past(newLimit, newSuccesses, newFailures, at, pause, later, reason);
    }
  }
}
