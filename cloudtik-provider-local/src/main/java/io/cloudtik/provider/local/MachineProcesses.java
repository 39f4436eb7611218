/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Finds the processes of machines. */
interface MachineProcesses {
  /** The variable in the environment of each process, with the id of its machine. */
  String MARKER = "CLOUDTIK_MACHINE";

  /**
   * Returns the processes that run for these machines, this one too if it does.
   *
   * @param disks the directory of each machine by its id
   */
  Set<ProcessHandle> find(Map<String, Path> disks);

  /** Says whether the process runs; one that only waits for its parent to take note does not. */
  boolean runs(ProcessHandle process);

  /** Returns the way that works on this system. */
  static MachineProcesses ofThisSystem() {
    return Files.isReadable(Path.of("/proc/self/environ"))
        ? new MarkedProcesses(Path.of("/proc"))
        : new RecordedProcesses();
  }
}
