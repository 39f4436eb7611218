/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes or removes one resource, and waits until the provider has done so. */
final class ResourceWork {
  /** How long a call is repeated that the provider throttles or does not answer. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  /** The slowest that clouds have, gateways and databases apart, take a few minutes. */
  private static final Duration DEADLINE = Duration.ofMinutes(20);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** What was made may be unknown for as long; then it is asked for again. */
  private static final Duration LAG = Duration.ofSeconds(30);

  private final WorkspaceResource resource;
  private final Time time;
  private final Progress progress;
  private final Runnable turn;
  private final Retry retry;
  private ResourceObservation last = ResourceObservation.absent();
  private long askedAt;
  private boolean asked;
  private @Nullable String deleted;
  private long begunAt;

  /**
   * Makes the work on a resource.
   *
   * @param turn fails if somebody else works on the workspace now
   */
  ResourceWork(WorkspaceResource resource, Time time, Progress progress, Runnable turn) {
    this.resource = resource;
    this.time = time;
    this.progress = progress;
    this.turn = turn;
    this.retry = new Retry(time, PATIENCE);
  }

  String id() {
    return resource.id();
  }

  /**
   * Makes the resource, or mends it.
   *
   * @param absent whether it was seen just now that it is not there
   * @param gone the cloud's id of the one that was deleted for it, if any: answers that lag may
   *     still show that one
   */
  void make(boolean absent, @Nullable String gone) {
    deleted = gone;
    begunAt = time.mark();
    if (absent) {
      ask(resource::create);
    }
    await("is there", this::made);
  }

  private boolean made() {
    if (deleted != null
        && last.cloudId().filter(deleted::equals).isPresent()
        && time.since(begunAt).compareTo(LAG) < 0) {
      return false;
    }
    switch (last.state()) {
      case PRESENT -> {
        return true;
      }
      case ABSENT -> ask(resource::create);
      case DRIFTED -> {
        if (last.needsReplacement()) {
          throw changed("has to be made anew");
        }
        ask(resource::update);
      }
      case UNUSABLE -> throw changed("cannot be used");
      case PENDING, DELETING -> {}
    }
    return false;
  }

  /** Removes the resource. */
  void remove() {
    ask(this::delete);
    await("is gone", this::removed);
  }

  private boolean removed() {
    switch (last.state()) {
      case ABSENT -> {
        return true;
      }
      case UNUSABLE -> throw changed("is not ours to delete");
      case PRESENT, PENDING, DRIFTED -> ask(this::delete);
      case DELETING -> {}
    }
    return false;
  }

  private void delete() {
    try {
      resource.delete();
    } catch (ProviderException e) {
      if (e.failure().filter(it -> it.kind() == FailureKind.NOT_FOUND).isEmpty()) {
        throw e;
      }
    }
  }

  /** Asks, but not again while what was asked for may not have been seen yet. */
  private void ask(Runnable call) {
    if (asked && time.since(askedAt).compareTo(LAG) < 0) {
      return;
    }
    check();
    retry.run(call);
    asked = true;
    askedAt = time.mark();
  }

  private void await(String goal, Goal goalSeen) {
    Waiter.waitFor(
            time,
            "%s (%s) %s".formatted(id(), resource.description(), goal),
            DEADLINE,
            LONGEST_PAUSE)
        .untilTrue(
            () -> {
              check();
              last = retry.call(resource::observe);
              return goalSeen.reached();
            },
            () -> last.toString());
  }

  private void check() {
    progress.checkCancelled();
    turn.run();
  }

  private ProviderException changed(String what) {
    return new ProviderException(
        "workspace",
        ErrorCode.RESOURCE_CONFLICT,
        "%s (%s) %s: %s; look at the plan again"
            .formatted(id(), resource.description(), what, last),
        null);
  }

  private interface Goal {
    boolean reached();
  }
}
