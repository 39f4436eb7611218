/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds processes by the marker that they inherit, which also finds those that left their parent.
 * Some servers, redis-server among them, overwrite their environment with their title; and a
 * program may start another without it. A process without a readable marker therefore belongs to
 * the machine of its parent or of the leader of its session, or, when nothing of its environment is
 * left, to the machine in whose directory it works.
 */
final class MarkedProcesses implements MachineProcesses {
  private final Path proc;

  MarkedProcesses(Path proc) {
    this.proc = proc;
  }

  @Override
  public Set<ProcessHandle> find(Map<String, Path> disks) {
    List<ProcessFacts> all = ProcessFacts.all(proc);
    Map<Long, String> machines = new HashMap<>();
    for (ProcessFacts process : all) {
      @Nullable String machine =
          process.marker() != null ? process.marker() : owner(process, disks);
      if (machine != null) {
        machines.put(process.pid(), machine);
      }
    }
    boolean more = true;
    while (more) {
      more = false;
      for (ProcessFacts process : all) {
        @Nullable String inherited =
            machines.getOrDefault(process.parent(), machines.get(process.session()));
        if (inherited != null && !machines.containsKey(process.pid())) {
          machines.put(process.pid(), inherited);
          more = true;
        }
      }
    }
    Set<Long> pids =
        machines.entrySet().stream()
            .filter(entry -> disks.containsKey(entry.getValue()))
            .map(Entry::getKey)
            .collect(Collectors.toSet());
    Set<ProcessHandle> found = new HashSet<>();
    pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(found::add));
    return found;
  }

  @Override
  public boolean runs(ProcessHandle process) {
    return process.isAlive()
        && ProcessFacts.status(proc.resolve(Long.toString(process.pid()))) != null;
  }

  private static @Nullable String owner(ProcessFacts process, Map<String, Path> disks) {
    if (process.named()) {
      return null;
    }
    for (Entry<String, Path> disk : disks.entrySet()) {
      if (process.worksIn(disk.getValue())) {
        return disk.getKey();
      }
    }
    return null;
  }
}
