/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.event.Event;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.RecordedOperations;
import io.cloudtik.impl.wait.Time;
import java.time.Clock;
import java.time.Duration;

/** Also sees that another JVM asked to stop; looks at most once a second. Not thread-safe. */
final class CancellableProgress implements Progress {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Progress progress;
  private final RecordedOperations operations;
  private final String id;
  private final Time time;
  private long lastLook;

  CancellableProgress(Progress progress, RecordedOperations operations, String id, Time time) {
    this.progress = progress;
    this.operations = operations;
    this.id = id;
    this.time = time;
    this.lastLook = time.mark();
  }

  @Override
  public String subject() {
    return progress.subject();
  }

  @Override
  public Clock clock() {
    return progress.clock();
  }

  @Override
  public void tell(Event event) {
    progress.tell(event);
  }

  @Override
  public void checkCancelled() {
    progress.checkCancelled();
    if (time.since(lastLook).compareTo(LOOK_AGAIN) > 0) {
      lastLook = time.mark();
      if (operations.cancelAsked(id)) {
        throw new CloudTikException(
            ErrorCode.CANCELLED,
            "operation " + id + " was cancelled; what it had made was taken down");
      }
    }
  }
}
