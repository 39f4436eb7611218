/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import io.cloudtik.node.process.ProcStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much the processes of this node use: the node controller, the sessions that it started and
 * their children. On a system without {@code /proc} everything is zero. Not thread-safe.
 */
final class NodeUsage {
  private static final double TICKS_PER_SECOND = 100;
  private static final Path PROC = Path.of("/proc");
  private static final boolean LINUX = Files.isReadable(PROC.resolve("self/stat"));

  private final int cpus;
  private Map<String, Long> ticksBefore = Map.of();
  private long before = System.nanoTime();

  NodeUsage(int cpus) {
    this.cpus = Math.max(1, cpus);
  }

  /** What is used, and the load of the machine. */
  record Sample(double cpu, long memory, double load) {
    static final Sample NONE = new Sample(0, 0, 0);
  }

  /** Returns the share of the CPUs since the last sample, and the memory of now. */
  Sample sample(Set<Long> sessions) {
    if (!LINUX) {
      return Sample.NONE;
    }
    Map<String, Long> ticks = new HashMap<>();
    long used = 0;
    long kibibytes = 0;
    for (ProcStat process : members(ProcStat.all(), sessions)) {
      String identity = process.pid() + "@" + process.start();
      ticks.put(identity, process.cpuTicks());
      used += process.cpuTicks() - ticksBefore.getOrDefault(identity, 0L);
      kibibytes += residentKibibytes(process.pid());
    }
    long now = System.nanoTime();
    double seconds = (now - before) / 1e9;
    double cpu = ticksBefore.isEmpty() ? 0 : used / TICKS_PER_SECOND / seconds / cpus;
    ticksBefore = ticks;
    before = now;
    return new Sample(Math.max(0, Math.min(1, cpu)), kibibytes * 1024, load());
  }

  static List<ProcStat> members(List<ProcStat> all, Set<Long> sessions) {
    Set<Long> inside = new HashSet<>();
    inside.add(ProcessHandle.current().pid());
    for (boolean grown = true; grown; ) {
      grown = false;
      for (ProcStat process : all) {
        if (sessions.contains(process.session()) || inside.contains(process.parent())) {
          grown |= inside.add(process.pid());
        }
      }
    }
    return all.stream().filter(process -> inside.contains(process.pid())).toList();
  }

  private static long residentKibibytes(long pid) {
    try {
      for (String line : Files.readAllLines(PROC.resolve(pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return 0;
  }

  private static double load() {
    try {
      return Double.parseDouble(Files.readString(PROC.resolve("loadavg")).split(" ", 2)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
