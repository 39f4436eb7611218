/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.node.process.ProcessIdentity;
import io.cloudtik.node.process.ProcessTable;
import java.util.List;

/**
 * The processes of one run of a job that left its group, for example by a session of their own.
 * They are known by a variable of their environment, so one that cleared its environment and was
 * given away by its parent is not found.
 */
final class JobStrays {
  /** The variable that every process of a run inherits. */
  static final String VARIABLE = "CLOUDTIK_JOB_MARK";

  private final ProcessTable processes;
  private final String mark;

  JobStrays(ProcessTable processes, JobFolder folder) {
    this.processes = processes;
    this.mark = mark(folder);
  }

  /**
   * Returns what marks the processes of a run. The id of the job would not do: it follows from the
   * names of cluster and key, so nodes of two workspaces on one machine can run the same id.
   */
  static String mark(JobFolder folder) {
    return ContentHash.of(folder.root().toAbsolutePath().toString());
  }

  /** Returns the processes that live, but for those of one session; 0 for none. */
  List<ProcessIdentity> find(long besides) {
    return processes.marked(VARIABLE, mark, besides);
  }

  /** Asks them to end. */
  static void end(List<ProcessIdentity> strays) {
    strays.forEach(stray -> ProcessHandle.of(stray.pid()).ifPresent(ProcessHandle::destroy));
  }

  /** Kills them. */
  static void kill(List<ProcessIdentity> strays) {
    strays.forEach(
        stray -> ProcessHandle.of(stray.pid()).ifPresent(ProcessHandle::destroyForcibly));
  }
}
