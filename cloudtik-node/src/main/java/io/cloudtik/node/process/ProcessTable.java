/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes of this machine. Implementations are thread-safe. */
public interface ProcessTable {
  /** Returns the table of this kind of system. */
  static ProcessTable ofThisMachine() {
    return Files.isReadable(Path.of("/proc/self/stat")) ? new LinuxProcesses() : new PsProcesses();
  }

  /** Says whether that very process lives; a zombie does not, nor does another of the same pid. */
  boolean alive(ProcessIdentity process);

  /** Says whether another process has the pid of that one now. */
  boolean reused(ProcessIdentity process);

  /**
   * Returns the processes that have that variable with that value in the environment they were
   * started with, whatever group and parent they have now. Empty where the system does not tell.
   *
   * @param besides a session whose processes are left out; 0 for none
   */
  default List<ProcessIdentity> marked(String variable, String value, long besides) {
    return List.of();
  }

  /** Returns the identity of this process, as {@code "<pid> <start>"}. */
  String self();
}
