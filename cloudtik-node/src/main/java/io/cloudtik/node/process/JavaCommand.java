/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bundle.ClassArchive;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of a short-lived JVM that has all bundles of the node on its class path. */
public final class JavaCommand {
  /** Makes a JVM start sooner and need less, and run long loops several times slower. */
  public static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  private JavaCommand() {}

  /** Returns a command that runs a class of the bundles with a heap of at most that many MiB. */
  public static List<String> of(
      NodeLayout layout, int heapMebibytes, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMebibytes + "m");
    command.add("-XX:+UseSerialGC");
    command.add(QUICK_COMPILER);
    command.add("-XX:-UsePerfData");
    command.add("-XX:+ExitOnOutOfMemoryError");
    // As keepers do: archives of classes stay where they were made for.
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add("-XX:+UnlockDiagnosticVMOptions");
    command.add("-XX:ArchiveRelocationMode=0");
    command.addAll(ClassArchive.flags(layout.bundle("node")));
    command.add("-cp");
    command.add(classPath(layout));
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }

  /** The bundle of the node comes first, because the archive of its classes wants it so. */
  private static String classPath(NodeLayout layout) {
    return layout.bundle("node") + File.pathSeparator + layout.bundles().resolve("*");
  }
}
