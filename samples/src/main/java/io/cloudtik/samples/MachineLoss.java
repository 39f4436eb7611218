/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Cluster;
import io.cloudtik.ExecRequest;
import io.cloudtik.Node;
import io.cloudtik.NodeSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sudden loss of a machine of the local provider: all its processes get SIGKILL, and nothing is
 * told to anybody. They are known by a variable of their environment.
 */
public final class MachineLoss {
  private static final String MARKER = "CLOUDTIK_MACHINE";
  private static final Path PROC = Path.of("/proc");

  private MachineLoss() {}

  /** Returns how many processes were killed. */
  public static int of(Cluster cluster, Node node) throws IOException {
    ExecRequest question =
        ExecRequest.of("printenv", MARKER).with(ask -> ask.on(NodeSelector.node(node.id())));
    String entry = MARKER + "=" + cluster.exec(question).get(0).output().strip();
    Set<Long> killed = new HashSet<>();
    // A supervisor that is still alive may start something between the look and the kill.
    for (List<ProcessHandle> left = find(entry); !left.isEmpty(); left = find(entry)) {
      for (ProcessHandle process : left) {
        process.destroyForcibly();
        killed.add(process.pid());
      }
    }
    return killed.size();
  }

  private static List<ProcessHandle> find(String entry) throws IOException {
    if (!Files.isDirectory(PROC)) {
      return listed(entry);
    }
    return ProcessHandle.allProcesses()
        .filter(process -> environment(process).contains(entry + "\0"))
        .toList();
  }

  private static String environment(ProcessHandle process) {
    try {
      return Files.readString(
          PROC.resolve(process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It belongs to somebody else, or is gone.
      return "";
    }
  }

  /** Where there is no /proc, as on macOS, ps shows the environment behind the command. */
  private static List<ProcessHandle> listed(String entry) throws IOException {
    Process ps = new ProcessBuilder("ps", "-axwwE", "-o", "pid=,command=").start();
    String all = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.contains(" " + entry))
        .map(line -> ProcessHandle.of(Long.parseLong(line.strip().split(" ", 2)[0])))
        .flatMap(process -> process.stream())
        .toList();
  }
}
