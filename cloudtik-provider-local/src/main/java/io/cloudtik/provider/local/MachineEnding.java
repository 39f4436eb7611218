/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Ends all processes of machines: politely first, then by force, until none is found. */
final class MachineEnding {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final MachineProcesses processes;

  MachineEnding(MachineProcesses processes) {
    this.processes = processes;
  }

  /**
   * Ends everything but this process itself, which may run on one of the machines.
   *
   * @param disks the directory of each machine by its id
   */
  void end(Map<String, Path> disks) {
    long started = System.nanoTime();
    Set<ProcessHandle> targets = targets(disks);
    restarters(disks).stream().filter(targets::contains).forEach(ProcessHandle::destroyForcibly);
    targets.forEach(ProcessHandle::destroy);
    boolean interrupted = false;
    while (System.nanoTime() - started < GRACE.toNanos() && anyRuns(targets)) {
      interrupted |= pause();
    }
    // Found before anything ended, targets know more than a later look: ties to parents are lost.
    // One empty look is not enough: a process may have started another while it was taken.
    for (int emptyLooks = 0; emptyLooks < 2; ) {
      targets.addAll(targets(disks));
      targets.removeIf(process -> !processes.runs(process));
      emptyLooks = targets.isEmpty() ? emptyLooks + 1 : 0;
      if (System.nanoTime() - started > DEADLINE.toNanos()) {
        break;
      }
      targets.forEach(ProcessHandle::destroyForcibly);
      interrupted |= emptyLooks == 0 && pause();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!targets.isEmpty()) {
      throw stillThere(targets);
    }
  }

  private Set<ProcessHandle> targets(Map<String, Path> disks) {
    Set<ProcessHandle> targets = new HashSet<>(processes.find(disks));
    targets.remove(ProcessHandle.current());
    return targets;
  }

  /**
   * Returns who would start others again; and the parents of this process, which must have no
   * chance to end it on their way out.
   */
  private static Set<ProcessHandle> restarters(Map<String, Path> disks) {
    Set<ProcessHandle> restarters = new HashSet<>();
    for (Path disk : disks.values()) {
      PidFiles.process(PidFiles.keeper(disk)).ifPresent(restarters::add);
      PidFiles.process(PidFiles.nodeController(disk)).ifPresent(restarters::add);
    }
    var parent = ProcessHandle.current().parent();
    while (parent.isPresent()) {
      restarters.add(parent.get());
      parent = parent.get().parent();
    }
    return restarters;
  }

  private boolean anyRuns(Set<ProcessHandle> targets) {
    return targets.stream().anyMatch(processes::runs);
  }

  /** Ending must finish also for a caller that was interrupted; says whether it was. */
  private static boolean pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
    return Thread.interrupted();
  }

  private static ProviderException stillThere(Set<ProcessHandle> targets) {
    String pids =
        targets.stream()
            .map(process -> Long.toString(process.pid()))
            .sorted()
            .collect(Collectors.joining(", "));
    return new ProviderException(
        Local.NAME,
        ErrorCode.PROVIDER_FAILED,
        ("processes %s do not end, %d s after they were killed; they hang in the kernel, often on a"
                + " network disk: repeat terminate when it answers")
            .formatted(pids, DEADLINE.toSeconds()),
        null);
  }
}
