/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.ExecRequest;
import io.cloudtik.ExecResult;
import io.cloudtik.Node;
import io.cloudtik.NodeSelector;
import io.cloudtik.NodeState;
import io.cloudtik.OutputLine;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.CommandResult;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.docker.ContainerAccess;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.spec.Names;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.SlotObservation;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Commands, files and logs of nodes, over the way to each machine. */
final class ClusterNodes {
  private static final int LOG_LINES = 1000;
  private static final int MAX_NAME = 255;
  private static final String TAIL = Integer.toString(LOG_LINES);

  private final WorkspaceContext workspace;
  private final ClusterRecord record;
  private final Supplier<List<Node>> nodes;
  private final ToldHostKeys hostKeys;

  ClusterNodes(WorkspaceContext workspace, ClusterRecord record, Supplier<List<Node>> nodes) {
    this.workspace = workspace;
    this.record = record;
    this.nodes = nodes;
    this.hostKeys = new ToldHostKeys(workspace, record.uid());
  }

  List<ExecResult> exec(ExecRequest request) {
    Object oneLineAtATime = new Object();
    return onEach(
        request.on(),
        (node, machine) -> {
          MachineAccess access = where(machine, request.on());
          Map<String, String> environment = new HashMap<>(record.spec().environment());
          environment.putAll(request.environment());
          if (!access.here()) {
            // It ends with the node, as its other processes do.
            environment.put(Bootstrap.MARKER, access.root().toString());
          }
          CommandResult result =
              access.run(
                  CommandRequest.of(
                          request.arguments(),
                          new NodeLayout(access.root()).files(),
                          request.deadline())
                      .withEnvironment(environment)
                      .withOutput(
                          (source, line) -> {
                            synchronized (oneLineAtATime) {
                              request
                                  .output()
                                  .ifPresent(out -> out.accept(OutputLine.of(node, source, line)));
                            }
                          }));
          return ExecResult.of(node, result.exitCode(), result.output());
        });
  }

  /** Files and ports are the same in a container and on its machine; what runs is not. */
  private MachineAccess where(MachineAccess machine, NodeSelector selector) {
    return record.spec().container().isPresent() && !selector.isOnHost()
        ? new ContainerAccess(machine)
        : machine;
  }

  void upload(Path source, String target, NodeSelector selector) {
    onEach(
        selector,
        (node, access) -> {
          access.place(source, inside(access, target));
          return node;
        });
  }

  void download(String source, Path target, NodeSelector selector) {
    List<String> done =
        onEach(
            selector,
            (node, access) -> {
              access.fetch(inside(access, source), target);
              return node;
            });
    if (done.size() != 1) {
      throw InvalidSpecException.of(
          "download: expected one node, got %s which means %s".formatted(selector, done));
    }
  }

  private static Path inside(MachineAccess access, String path) {
    Path files = new NodeLayout(access.root()).files();
    try {
      Path resolved = files.resolve(path).normalize();
      if (!path.isBlank() && resolved.startsWith(files) && canBeNamed(path)) {
        return resolved;
      }
    } catch (InvalidPathException e) {
      // It has characters that no file name can have: said below.
    }
    throw InvalidSpecException.of(
        "path: expected one below the files directory, got " + Names.quoted(path));
  }

  /** No file system takes longer names, and nobody wants line breaks in them. */
  private static boolean canBeNamed(String path) {
    return path.codePoints().noneMatch(Character::isISOControl)
        && Arrays.stream(path.split("/"))
            .allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME);
  }

  List<OutputLine> logs(NodeSelector selector) {
    List<List<OutputLine>> all =
        onEach(
            selector,
            (node, access) -> {
              List<OutputLine> lines = new ArrayList<>();
              NodeLayout layout = new NodeLayout(access.root());
              for (String file : logFiles(access, layout)) {
                CommandResult tail =
                    access.run(
                        CommandRequest.of(
                            List.of("tail", "-n", TAIL, file),
                            layout.root(),
                            Duration.ofMinutes(1)));
                String name = layout.root().relativize(Path.of(file)).toString();
                tail.output().lines().forEach(line -> lines.add(OutputLine.of(node, name, line)));
              }
              return lines;
            });
    return all.stream().flatMap(List::stream).toList();
  }

  private static List<String> logFiles(MachineAccess access, NodeLayout layout) {
    return access
        .run(
            CommandRequest.of(
                List.of(
                    "find",
                    layout.logs().toString(),
                    layout.services().toString(),
                    "-type",
                    "f",
                    "-name",
                    "*.log"),
                layout.root(),
                Duration.ofMinutes(1)))
        .output()
        .lines()
        .filter(line -> line.startsWith(layout.root().toString()))
        .sorted()
        .toList();
  }

  /** Opens the way to the head, for the caller to close. */
  MachineAccess openHead() {
    Map<String, MachineAddress> head = machines(NodeSelector.head());
    return open(
        NodeConfig.HEAD,
        head.values().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new CloudTikException(
                        ErrorCode.NODE_NOT_FOUND,
                        "the head of cluster " + record.name() + " is gone; look at its status")));
  }

  private MachineAccess open(String slot, MachineAddress machine) {
    return workspace.nodes().open(record.uid(), hostKeys.known(slot, machine));
  }

  private interface OnNode<T> {
    T run(String node, MachineAccess access);
  }

  /** Runs something on all selected nodes at the same time. */
  private <T> List<T> onEach(NodeSelector selector, OnNode<T> action) {
    Map<String, MachineAddress> machines = machines(selector);
    Function<Map.Entry<String, MachineAddress>, T> run =
        machine -> {
          try (MachineAccess access = open(machine.getKey(), machine.getValue())) {
            return action.run(machine.getKey(), access);
          }
        };
    List<CompletableFuture<T>> running =
        machines.entrySet().stream()
            .map(
                machine ->
                    CompletableFuture.supplyAsync(() -> run.apply(machine), workspace.executor()))
            .toList();
    return running.stream().map(workspace.time()::await).toList();
  }

  private Map<String, MachineAddress> machines(NodeSelector selector) {
    List<Node> known = nodes.get();
    List<Node> selected =
        known.stream()
            .filter(selector::matches)
            .filter(node -> node.state() == NodeState.READY || node.isHead())
            .toList();
    if (selected.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.NODE_NOT_FOUND,
          "no node of cluster %s is meant by %s and ready; there are %s"
              .formatted(
                  record.name(),
                  Names.quoted(selector.toString()),
                  known.stream().map(node -> node.id() + " " + node.state()).toList()));
    }
    Map<String, MachineAddress> addresses = new HashMap<>();
    for (SlotObservation slot : workspace.provider().observe(record.uid())) {
      slot.address().ifPresent(address -> addresses.put(slot.slot(), address));
    }
    Map<String, MachineAddress> machines = new java.util.TreeMap<>();
    for (Node node : selected) {
      MachineAddress address = addresses.get(node.id());
      if (address != null) {
        machines.put(node.id(), address);
      }
    }
    return machines;
  }
}
