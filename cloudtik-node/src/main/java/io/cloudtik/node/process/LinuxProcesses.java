/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Processes by {@code /proc}: the start in clock ticks and the boot make a pid unique. */
final class LinuxProcesses implements ProcessTable {
  private final String boot = boot();

  private static String boot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public boolean alive(ProcessIdentity process) {
    Optional<ProcStat> found = ProcStat.of(process.pid()).filter(ProcStat::lives);
    return found.isPresent() && start(found.get()).equals(process.start());
  }

  @Override
  public boolean reused(ProcessIdentity process) {
    Optional<ProcStat> found = ProcStat.of(process.pid());
    return found.isPresent() && !start(found.get()).equals(process.start());
  }

  @Override
  public String self() {
    long pid = ProcessHandle.current().pid();
    return pid + " " + ProcStat.of(pid).map(this::start).orElse("unknown");
  }

  private String start(ProcStat process) {
    return process.start() + "@" + boot;
  }
}
