/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.state.JobRun;
import org.jspecify.annotations.Nullable;

/**
 * One job that has not ended, as it is seen now.
 *
 * @param run what its node says; null if it said nothing yet
 * @param toldToRun whether its node was told a moment ago to run it
 * @param toldToEnd whether its node was told a moment ago to end it
 */
public record JobSight(
    JobRecord record, @Nullable JobRun run, boolean toldToRun, boolean toldToEnd) {
  /** Returns the id of the job. */
  public String id() {
    return record.id();
  }
}
