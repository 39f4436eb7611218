/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.store.directory.ExclusiveLock;
import io.cloudtik.store.directory.Trees;
import io.cloudtik.store.directory.WholeFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The books of all machines of a home. Changes are made while {@link #lock} is held. */
final class MachineRecords {
  private final WorkspaceLayout layout;
  private final ExclusiveLock lock;

  MachineRecords(WorkspaceLayout layout) {
    this.layout = layout;
    this.lock = new ExclusiveLock(layout.local().resolve(".lock"));
  }

  <T> T lock(ExclusiveLock.Action<T> action) throws IOException {
    return lock.hold(action);
  }

  Optional<MachineRecord> find(String uid, String slot) throws IOException {
    return read(layout.record(uid, slot));
  }

  /** Returns the machines of a cluster, ended ones too, in the order of their slots. */
  List<MachineRecord> of(String uid) throws IOException {
    return in(layout.nodes(uid));
  }

  /** Returns the uids of all clusters of the workspace that have anything left. */
  List<String> uids() throws IOException {
    return children(layout.nodes()).stream().map(path -> path.getFileName().toString()).toList();
  }

  /** Returns the addresses of the machines of all workspaces of the home. */
  Set<String> hosts() throws IOException {
    Set<String> hosts = new HashSet<>();
    for (Path workspace : children(layout.local())) {
      for (Path cluster : children(workspace.resolve("nodes"))) {
        in(cluster).forEach(machine -> hosts.add(machine.host()));
      }
    }
    return hosts;
  }

  void write(MachineRecord machine) throws IOException {
    Path file = layout.record(machine.uid(), machine.slot());
    WholeFiles.write(file, file.resolveSibling(machine.slot() + "~new"), machine.encode());
  }

  /** Forgets a machine, unless its slot has another one by now. */
  void delete(MachineRecord machine) throws IOException {
    if (current(machine)) {
      Files.deleteIfExists(layout.record(machine.uid(), machine.slot()));
      Trees.prune(layout.nodes(machine.uid()), layout.nodes());
    }
  }

  /** Says whether the record of its slot still is of this machine. */
  boolean current(MachineRecord machine) throws IOException {
    return find(machine.uid(), machine.slot())
        .filter(present -> present.id().equals(machine.id()))
        .isPresent();
  }

  /** Returns what lies in a directory; nothing if there is none, and nothing behind a link. */
  static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return children;
    }
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    children.sort(Comparator.naturalOrder());
    return children;
  }

  private static List<MachineRecord> in(Path cluster) throws IOException {
    List<MachineRecord> machines = new ArrayList<>();
    for (Path file : children(cluster)) {
      if (file.toString().endsWith(WorkspaceLayout.RECORD_SUFFIX)) {
        read(file).ifPresent(machines::add);
      }
    }
    machines.sort(Comparator.comparing(MachineRecord::slot));
    return machines;
  }

  private static Optional<MachineRecord> read(Path file) throws IOException {
    try {
      return Optional.of(MachineRecord.read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
