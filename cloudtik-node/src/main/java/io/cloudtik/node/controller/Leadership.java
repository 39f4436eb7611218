/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.execute.Lease;
import io.cloudtik.impl.execute.LeasePace;
import io.cloudtik.impl.execute.LeaseSeeker;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.wait.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right of one controller to act for its cluster. Thread-safe. */
final class Leadership {
  private static final Logger logger = LoggerFactory.getLogger(Leadership.class);

  /** Also where renewals are rare: one that failed must not be the last of the term. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);

  private final LeaseSeeker seeker;
  private final String uid;
  private final Time time;
  private final Duration renewal;
  private @Nullable Lease lease;
  private long asked;
  private Duration untilNext;

  Leadership(ClusterParts parts, String holder) {
    this.uid = parts.uid();
    this.time = parts.time();
    LeasePace pace = LeasePace.of(parts.provider().storage());
    this.renewal = pace.renewal();
    this.untilNext = renewal;
    this.seeker =
        new LeaseSeeker(
            parts.records().store(), RecordKeys.lease(uid), holder, pace.term(), time::mark);
  }

  /** Takes the lease if nobody has it; says whether it was taken just now. */
  synchronized boolean take() {
    if (held()) {
      return false;
    }
    lease = seeker.tryAcquire().orElse(null);
    asked = time.mark();
    untilNext = renewal;
    if (lease != null) {
      logger.info("uid={} lease=taken generation={}", uid, lease.generation());
    }
    return lease != null;
  }

  /** Extends the lease when it is time. */
  synchronized void renew() {
    if (lease != null && time.since(asked).compareTo(untilNext) >= 0) {
      asked = time.mark();
      untilNext = AFTER_FAILURE;
      if (lease.renew()) {
        untilNext = renewal;
      } else {
        logger.warn("uid={} lease=lost generation={}", uid, lease.generation());
        lease = null;
      }
    }
  }

  /** Says whether this controller may act. */
  synchronized boolean held() {
    return lease != null && lease.valid();
  }

  synchronized long generation() {
    return lease == null ? 0 : lease.generation();
  }

  /** Fails unless this controller may act; called before each call that changes something. */
  void require() {
    if (!held()) {
      throw new CloudTikException(
          ErrorCode.STATE_CONFLICT,
          "the lease of cluster life " + uid + " is not held; nothing is done until it is");
    }
  }

  synchronized void release() {
    if (lease != null) {
      lease.release();
      lease = null;
    }
  }
}
