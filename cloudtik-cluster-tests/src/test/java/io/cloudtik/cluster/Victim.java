/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whom a kill round kills, found by the pid files below a home. */
enum Victim {
  CLIENT(""),
  NODE_CONTROLLER("run/node.pid"),
  KEEPER("run/keeper.pid"),
  CLUSTER_CONTROLLER("services/cluster-controller/pid"),
  REDIS("services/redis-*/pid"),
  JOB("jobs/*/pid");

  private static final int DEPTH = 8;

  private final String pidFile;

  Victim(String pidFile) {
    this.pidFile = pidFile;
  }

  /** Returns the processes of that kind which run now on any node. */
  List<ProcessHandle> below(Path home) {
    List<ProcessHandle> found = new ArrayList<>();
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pidFile);
    for (Path node : nodes(home)) {
      try (Stream<Path> files = Files.find(node, DEPTH, (file, a) -> a.isRegularFile())) {
        files
            .filter(file -> matcher.matches(node.relativize(file)))
            .flatMap(Victim::process)
            .forEach(found::add);
      } catch (IOException | java.io.UncheckedIOException e) {
        // The node is being deleted.
        continue;
      }
    }
    return found;
  }

  private static List<Path> nodes(Path home) {
    List<Path> nodes = new ArrayList<>();
    try (DirectoryStream<Path> lives = Files.newDirectoryStream(home.resolve("local/demo/nodes"))) {
      for (Path life : lives) {
        try (Stream<Path> entries = Files.list(life)) {
          entries.filter(Files::isDirectory).forEach(nodes::add);
        }
      }
    } catch (IOException e) {
      return nodes;
    }
    return nodes;
  }

  private static Stream<ProcessHandle> process(Path pidFile) {
    try {
      String pid = Files.readString(pidFile).strip().split(" ", 2)[0];
      return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).stream();
    } catch (IOException | NumberFormatException e) {
      return Stream.empty();
    }
  }
}
