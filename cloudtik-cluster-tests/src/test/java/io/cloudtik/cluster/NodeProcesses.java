/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.Workspace;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.testkit.machines.DockerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The processes of one node by what they do, found through the pid files of its directory. On a
 * machine that is a container both are seen through its first process, and have the ids that they
 * have here.
 */
final class NodeProcesses {
  private final Path directory;
  private final String marker;
  private final long machine;

  NodeProcesses(Path directory, String marker) {
    this(directory, marker, ProcessHandle.current().pid());
  }

  /**
   * Makes it.
   *
   * @param machine a process of the machine
   */
  private NodeProcesses(Path directory, String marker, long machine) {
    this.directory = directory;
    this.marker = marker;
    this.machine = machine;
  }

  static NodeProcesses of(Workspace workspace, Cluster cluster, String node) {
    SlotObservation slot = TestMachines.slot(workspace, cluster.uid(), node);
    MachineAddress address = slot.address().orElseThrow();
    String marker = TestMachines.marker(address);
    if (address instanceof ProcessAddress process) {
      return new NodeProcesses(process.directory(), marker);
    }
    String first =
        DockerCommand.run("inspect", "--format", "{{.State.Pid}}", slot.machineId().orElseThrow());
    Path root = Path.of("/proc", first, "root");
    Path directory = ((SshAddress) address).directory();
    return new NodeProcesses(
        root.resolve(directory.getRoot().relativize(directory)), marker, Long.parseLong(first));
  }

  /** Returns the directory of the node, as it is reached from here. */
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
    Optional<Path> namespace = namespace(machine);
    // Other containers have nodes in a directory of the same name.
    return TestMachines.processes(marker).stream()
        .filter(pid -> namespace.isPresent() && namespace.equals(namespace(pid)))
        .toList();
  }

  private Optional<Long> live(Path file) {
    try {
      return here(Files.readString(file).strip().split(" ", 2)[0]).filter(NodeProcesses::runs);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the id that a process of the machine has here. */
  private Optional<Long> here(String pid) {
    Optional<Path> namespace = namespace(machine);
    if (namespace.equals(namespace(ProcessHandle.current().pid()))) {
      return Optional.of(Long.parseLong(pid));
    }
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(each -> namespace.isPresent() && namespace.equals(namespace(each)))
        .filter(each -> isKnownAs(pid, each))
        .findFirst();
  }

  /** The line is like {@code NSpid: 4711 12}, from here to where the process is. */
  private static boolean isKnownAs(String pid, long here) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(here), "status")).stream()
          .anyMatch(line -> line.startsWith("NSpid:") && line.endsWith("\t" + pid));
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns what tells the processes of one machine from those of others; empty if it is gone. */
  private static Optional<Path> namespace(long pid) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns/pid")));
    } catch (IOException e) {
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
