/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.impl.bootstrap.NodeLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of a short-lived JVM that has all bundles of the node on its class path. */
public final class JavaCommand {
  private JavaCommand() {}

  /** Returns a command that runs a class of the bundles with a heap of at most that many MiB. */
  public static List<String> of(
      NodeLayout layout, int heapMebibytes, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMebibytes + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:-UsePerfData");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-cp");
    command.add(layout.bundles().resolve("*").toString());
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }
}
