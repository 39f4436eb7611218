/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.state.JobRun;
import java.util.Map;
import java.util.Set;

/**
 * One job that has not ended, as it is seen now.
 *
 * @param runs what its nodes say, by node; a node that said nothing yet is absent
 * @param toldToRun the nodes that were told a moment ago to run it
 * @param toldToEnd the nodes that were told a moment ago to end it
 * @param due whether it may begin now; a job that is to be run again waits for a while
 */
public record JobSight(
    JobRecord record,
    Map<String, JobRun> runs,
    Set<String> toldToRun,
    Set<String> toldToEnd,
    boolean due) {
  /** Returns the id of the job. */
  public String id() {
    return record.id();
  }
}
