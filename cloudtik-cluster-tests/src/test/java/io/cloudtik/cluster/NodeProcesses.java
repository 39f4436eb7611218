/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.Workspace;
import io.cloudtik.spi.provider.ProcessAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The processes of one node by what they do, found through the pid files of its directory. */
final class NodeProcesses {
  private final Path directory;
  private final String marker;

  NodeProcesses(Path directory, String marker) {
    this.directory = directory;
    this.marker = marker;
  }

  static NodeProcesses of(Workspace workspace, Cluster cluster, String node) {
    ProcessAddress address = TestMachines.address(workspace, cluster.uid(), node);
    return new NodeProcesses(address.directory(), TestMachines.marker(address));
  }

  Path directory() {
    return directory;
  }

  Optional<Long> keeper() {
    return live(directory.resolve("run/keeper.pid"));
  }

  Optional<Long> nodeController() {
    return live(directory.resolve("run/node.pid"));
  }

  Optional<Long> service(String name) {
    return live(directory.resolve("services").resolve(name).resolve("pid"));
  }

  Optional<Long> job(String id) {
    return live(directory.resolve("jobs").resolve(id).resolve("pid"));
  }

  /** Returns all services that run. */
  Map<String, Long> services() {
    Map<String, Long> services = new TreeMap<>();
    try (Stream<Path> folders = Files.list(directory.resolve("services"))) {
      for (Path folder : folders.toList()) {
        String name = folder.getFileName().toString();
        service(name).ifPresent(pid -> services.put(name, pid));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return services;
  }

  /** Returns every process of the node, whatever it does. */
  List<Long> all() {
    return TestMachines.processes(marker);
  }

  private static Optional<Long> live(Path file) {
    try {
      long pid = Long.parseLong(Files.readString(file).strip().split(" ", 2)[0]);
      return runs(pid) ? Optional.of(pid) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Says whether a process runs or stands still; a dead one that nobody took note of does not. */
  static boolean runs(long pid) {
    char state = state(pid);
    return state != 'Z' && state != 'X' && state != '-';
  }

  /** Returns the state that the system shows, {@code T} for one that stands still; '-' if gone. */
  static char state(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return '-';
    }
  }
}
