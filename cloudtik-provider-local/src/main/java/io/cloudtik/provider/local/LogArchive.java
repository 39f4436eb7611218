/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.store.directory.Permissions;
import io.cloudtik.store.directory.Trees;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the logs of machines that are about to lose their disk, within bounds. */
final class LogArchive {
  private static final Logger logger = LoggerFactory.getLogger(LogArchive.class);
  static final long MAX_FILE = 4L << 20;
  private static final long MAX_MACHINE = 64L << 20;
  private static final int MAX_CLUSTERS = 50;

  private final WorkspaceLayout layout;

  LogArchive(WorkspaceLayout layout) {
    this.layout = layout;
  }

  /**
   * Copies the logs of a machine; never what a symbolic link points at. What cannot be copied is
   * lost with a warning: nobody would get rid of a machine otherwise.
   */
  void keep(MachineRecord machine, Path disk) {
    try {
      List<Path> files = logs(disk);
      if (files.isEmpty()) {
        return;
      }
      Path target = target(machine);
      long left = MAX_MACHINE;
      for (Path file : files) {
        left -= keepEnd(file, target.resolve(disk.relativize(file)), Math.min(left, MAX_FILE));
      }
      forgetOldest();
    } catch (IOException e) {
      logger.warn("cluster={} slot={} logs are not kept", machine.uid(), machine.slot(), e);
    }
  }

  /**
   * Finds logs of the machine, output of services and jobs, without a walk over all of the disk.
   */
  private static List<Path> logs(Path disk) throws IOException {
    List<Path> candidates = new ArrayList<>();
    Path logs = disk.resolve("logs");
    if (Files.isDirectory(logs, LinkOption.NOFOLLOW_LINKS)) {
      Trees.files(logs, candidates::add);
    }
    for (Path service : MachineRecords.children(disk.resolve("services"))) {
      candidates.addAll(outputs(service));
    }
    for (Path job : MachineRecords.children(disk.resolve("jobs"))) {
      candidates.addAll(outputs(job));
    }
    candidates.removeIf(file -> !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    return candidates;
  }

  private static List<Path> outputs(Path directory) throws IOException {
    return MachineRecords.children(directory).stream()
        .filter(file -> file.getFileName().toString().startsWith("output"))
        .toList();
  }

  private Path target(MachineRecord machine) {
    Path target = layout.logs(machine.uid()).resolve(machine.slot());
    for (int n = 2; Files.exists(target); n++) {
      target = layout.logs(machine.uid()).resolve(machine.slot() + "-" + n);
    }
    return target;
  }

  /**
   * Moves a log if it may be kept as a whole, which also works on a full disk, or copies its end.
   */
  private static long keepEnd(Path source, Path target, long most) throws IOException {
    long size = Files.size(source);
    if (size == 0 || size > most) {
      return copyEnd(source, target, most);
    }
    Permissions.makeDirectories(Trees.parent(target));
    Files.move(source, target);
    return size;
  }

  private static long copyEnd(Path source, Path target, long most) throws IOException {
    try (FileChannel in =
        FileChannel.open(source, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = Math.min(in.size(), most);
      if (size <= 0) {
        return 0;
      }
      Permissions.makeDirectories(Trees.parent(target));
      try (OutputStream out = Files.newOutputStream(target)) {
        in.position(in.size() - size);
        Channels.newInputStream(in).transferTo(out);
      } catch (IOException e) {
        Files.deleteIfExists(target);
        throw e;
      }
      return size;
    }
  }

  private void forgetOldest() throws IOException {
    List<Path> clusters = new ArrayList<>(MachineRecords.children(layout.logs()));
    clusters.sort(Comparator.comparing(LogArchive::modified).reversed());
    for (Path cluster :
        clusters.subList(Math.min(MAX_CLUSTERS, clusters.size()), clusters.size())) {
      Trees.delete(cluster);
    }
  }

  private static long modified(Path path) {
    try {
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
