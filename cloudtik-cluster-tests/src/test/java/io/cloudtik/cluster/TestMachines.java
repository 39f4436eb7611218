/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.Workspace;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.testkit.Unpaced;
import io.cloudtik.testkit.machines.DockerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at machines from outside, and breaks them as a power cut would. */
final class TestMachines {
  private static final Pattern SECRET = Pattern.compile("[0-9a-f]{64}");

  private TestMachines() {}

  /** Ends the machine of a node at once, as when its power fails; what it keeps stays. */
  static void kill(Workspace workspace, Cluster cluster, String node) {
    SlotObservation slot = slot(workspace, cluster.uid(), node);
    if (slot.address().orElse(null) instanceof SshAddress) {
      DockerCommand.run("kill", slot.machineId().orElseThrow());
      return;
    }
    killProcesses(workspace, cluster, node);
  }

  /** Kills all processes of a node until none is left, and leaves its machine. */
  static void killProcesses(Workspace workspace, Cluster cluster, String node) {
    NodeProcesses processes = NodeProcesses.of(workspace, cluster, node);
    List<Long> alive = processes.all();
    while (!alive.isEmpty()) {
      for (long pid : alive) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
      alive = processes.all();
    }
  }

  /** Kills a node, and takes what it kept away. */
  static void destroy(Workspace workspace, Cluster cluster, String node) {
    SlotObservation slot = slot(workspace, cluster.uid(), node);
    kill(workspace, cluster, node);
    if (slot.address().orElseThrow() instanceof ProcessAddress process) {
      LocalFiles.deleteTree(process.directory());
    } else {
      DockerCommand.run("rm", "--force", "--volumes", slot.machineId().orElseThrow());
    }
  }

  /**
   * Kills those processes of a node whose command line has one of these words, all at once.
   *
   * @return how many
   */
  static int kill(Workspace workspace, Cluster cluster, String node, String... words)
      throws IOException {
    int killed = 0;
    for (long pid : processes(marker(workspace, cluster.uid(), node))) {
      String command = read(Path.of("/proc", Long.toString(pid), "cmdline"));
      if (Stream.of(words).anyMatch(command::contains)
          && ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)) {
        killed++;
      }
    }
    return killed;
  }

  private static String marker(Workspace workspace, String uid, String node) {
    return marker(address(workspace, uid, node));
  }

  /** Returns where a node is. */
  static ProcessAddress address(Workspace workspace, String uid, String node) {
    return slot(workspace, uid, node)
        .address()
        .map(ProcessAddress.class::cast)
        .orElseThrow(() -> new AssertionError("no address of " + node));
  }

  /** Returns what the provider knows of a node's machine. */
  static SlotObservation slot(Workspace workspace, String uid, String node) {
    return slots(workspace, uid).stream()
        .filter(slot -> slot.slot().equals(node))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no machine of " + node));
  }

  /** Returns what is in the environment of each process of a machine. */
  static String marker(MachineAddress address) {
    var entry = Bootstrap.marks(address).entrySet().iterator().next();
    return entry.getKey() + "=" + entry.getValue();
  }

  /** Returns what the provider knows of a cluster's machines. */
  static List<SlotObservation> slots(Workspace workspace, String uid) {
    try (CloudProvider provider = open(workspace)) {
      return provider.observe(uid);
    }
  }

  /** Returns what the workspace store knows. */
  static WorkspaceRecords records(Workspace workspace) {
    return new WorkspaceRecords(open(workspace).storage().documents());
  }

  /** Returns the objects of users and jobs below a prefix. */
  static List<String> data(Workspace workspace, String prefix) {
    try (CloudProvider provider = open(workspace)) {
      return provider.storage().data().list(prefix);
    }
  }

  private static CloudProvider open(Workspace workspace) {
    ProviderContext context =
        new ProviderContext() {
          @Override
          public String workspace() {
            return workspace.name();
          }

          @Override
          public Clock clock() {
            return Clock.systemUTC();
          }

          @Override
          public CallPacer pacer(String budget, int burst, double perSecond) {
            return new Unpaced();
          }
        };
    return factory(workspace.provider().provider()).open(workspace.provider(), context);
  }

  /** Returns the directory of a node. */
  static Path directory(Workspace workspace, Cluster cluster, String node) {
    return slots(workspace, cluster.uid()).stream()
        .filter(slot -> slot.slot().equals(node))
        .flatMap(slot -> slot.address().stream())
        .map(address -> ((ProcessAddress) address).directory())
        .findFirst()
        .orElseThrow();
  }

  /** Kills the node controller of a node; its keeper starts another. */
  static void killNodeController(Workspace workspace, Cluster cluster, String node)
      throws IOException {
    Path file = directory(workspace, cluster, node).resolve("run/node.pid");
    long pid = Long.parseLong(Files.readString(file).split(" ", -1)[0]);
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Returns the memory that the processes of a node occupy whose command line names a program. */
  static long residentBytes(Workspace workspace, Cluster cluster, String node, String program) {
    long pages = 0;
    for (long pid : processes(marker(workspace, cluster.uid(), node))) {
      if (read(Path.of("/proc", Long.toString(pid), "cmdline")).contains(program)) {
        String[] fields = read(Path.of("/proc", Long.toString(pid), "statm")).split(" ", -1);
        pages += fields.length > 1 ? Long.parseLong(fields[1]) : 0;
      }
    }
    return pages * 4096;
  }

  private static ProviderFactory factory(String provider) {
    return ServiceLoader.load(ProviderFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(factory -> factory.name().equals(provider))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Returns the processes of a machine: those that have its marker, and those of their sessions,
   * since a program may overwrite its environment, as Redis does.
   */
  static List<Long> processes(String marker) {
    Map<Long, Long> sessions = new TreeMap<>();
    Set<Long> marked = new TreeSet<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process : (Iterable<Path>) all::iterator) {
        if (process.getFileName().toString().matches("\\d+")) {
          long pid = Long.parseLong(process.getFileName().toString());
          String stat = read(process.resolve("stat"));
          String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
          if (fields.length > 3 && !fields[0].equals("Z")) {
            sessions.put(pid, Long.parseLong(fields[3]));
          }
          if (read(process.resolve("environ")).contains(marker)) {
            marked.add(pid);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sessions.entrySet().stream()
        .filter(each -> marked.contains(each.getKey()) || marked.contains(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns what anyone who may list processes can see of a cluster's. */
  static List<String> argumentsAndEnvironments(String uid, Workspace workspace) throws IOException {
    List<String> texts = new ArrayList<>();
    for (SlotObservation slot : slots(workspace, uid)) {
      String marker = marker(slot.address().orElseThrow());
      for (long pid : processes(marker)) {
        texts.add(read(Path.of("/proc", Long.toString(pid), "cmdline")));
        texts.add(read(Path.of("/proc", Long.toString(pid), "environ")));
      }
    }
    return texts;
  }

  /** Returns the secrets of a cluster as its workspace keeps them. */
  static List<String> secrets(Path home, String uid) throws IOException {
    List<String> secrets = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().contains(uid + "/secrets") && Files.isRegularFile(file)) {
          Matcher matcher = SECRET.matcher(body(Files.readString(file)));
          while (matcher.find()) {
            secrets.add(matcher.group());
          }
        }
      }
    }
    return secrets;
  }

  /** A document starts with a line about itself, which holds a checksum. */
  private static String body(String document) {
    return document.substring(document.indexOf('\n') + 1);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // The process ended meanwhile, or belongs to somebody else.
      return "";
    }
  }
}
