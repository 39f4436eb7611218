/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.wait.Waiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The processes of this computer that have an entry in their environment. */
record MarkedProcesses(String entry) {
  private static final Path PROC = Path.of("/proc");

  List<ProcessHandle> running() {
    return ProcessHandle.allProcesses().filter(this::marked).toList();
  }

  private boolean marked(ProcessHandle process) {
    try {
      String environment =
          Files.readString(PROC.resolve(process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
      return ("\0" + environment).contains("\0" + entry + "\0");
    } catch (IOException e) {
      // It belongs to somebody else, or is gone.
      return false;
    }
  }

  /** Kills them until none is left, also those that are started meanwhile. */
  void kill() {
    Waiter.waitFor("no process with " + entry, Duration.ofSeconds(30))
        .untilTrue(
            () -> {
              List<ProcessHandle> left = running();
              left.forEach(ProcessHandle::destroyForcibly);
              return left.isEmpty();
            },
            () -> running().toString());
  }

  /** Returns the memory of a process in MiB that is in RAM. */
  static double residentMebibytes(long pid) throws IOException {
    return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst()
        .orElseThrow(() -> new IOException("process " + pid + " has no memory: it has ended"));
  }
}
