/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.node.controller.ClusterController.Pass;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Makes pass after pass until the cluster has ended. No failure ends it; it only slows it down. */
final class ControllerLoop {
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

  private final ClusterController controller;
  private final FailureLog failures;
  private final LongConsumer parkNanos;
  private Duration backoff = FIRST_BACKOFF;

  ControllerLoop(ClusterController controller, FailureLog failures) {
    this(controller, failures, LockSupport::parkNanos);
  }

  ControllerLoop(ClusterController controller, FailureLog failures, LongConsumer parkNanos) {
    this.controller = controller;
    this.failures = failures;
    this.parkNanos = parkNanos;
  }

  /** Runs to the end, and returns which one it is. */
  Pass run() {
    Pass[] last = {Pass.CHANGED};
    while (last[0] != Pass.OVER && last[0] != Pass.SUPERSEDED) {
      boolean passed =
          failures.guard(
              "make a pass",
              () -> {
                last[0] = controller.pass();
                wait(last[0]);
              });
      if (passed) {
        backoff = FIRST_BACKOFF;
      } else {
        parkNanos.accept(backoff.toNanos());
        Duration doubled = backoff.multipliedBy(2);
        backoff = doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
      }
    }
    return last[0];
  }

  private void wait(Pass pass) {
    switch (pass) {
      case CHANGED -> controller.await(Duration.ofMillis(50));
      case MOVING -> controller.awaitNews(Duration.ofMillis(300));
      case QUIET -> controller.await(Duration.ofSeconds(1));
      case STANDBY -> parkNanos.accept(Duration.ofSeconds(1).toNanos());
      case OVER, SUPERSEDED -> {}
    }
  }
}
