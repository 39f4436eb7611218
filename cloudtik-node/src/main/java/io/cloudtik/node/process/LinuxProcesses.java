/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  public List<ProcessIdentity> marked(String variable, String value, long besides) {
    String mark = "\0" + variable + "=" + value + "\0";
    return ProcStat.all().stream()
        .filter(process -> process.session() != besides)
        .filter(process -> environment(process.pid()).contains(mark))
        .map(process -> new ProcessIdentity(process.pid(), start(process)))
        .toList();
  }

  private static String environment(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
      return "\0" + new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended, or it is of another user and so none of ours.
      return "";
    }
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
