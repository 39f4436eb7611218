/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

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

/** Keeps the logs of machines that are about to lose their disk, within bounds. */
final class LogArchive {
  static final long MAX_FILE = 4L << 20;
  private static final long MAX_MACHINE = 64L << 20;
  private static final int MAX_CLUSTERS = 50;

  private final WorkspaceLayout layout;

  LogArchive(WorkspaceLayout layout) {
    this.layout = layout;
  }

  /** Copies the logs of a machine; never what a symbolic link points at. */
  void keep(MachineRecord machine, Path disk) throws IOException {
    List<Path> files = new ArrayList<>();
    Trees.files(
        disk,
        file -> {
          if (isLog(disk.relativize(file))
              && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            files.add(file);
          }
        });
    if (files.isEmpty()) {
      return;
    }
    Path target = target(machine);
    long left = MAX_MACHINE;
    for (Path file : files) {
      left -= copyEnd(file, target.resolve(disk.relativize(file)), Math.min(left, MAX_FILE));
    }
    forgetOldest();
  }

  /** Logs of the machine, output of services and jobs; see the layout of a node. */
  private static boolean isLog(Path path) {
    String first = path.getName(0).toString();
    String last = path.getFileName().toString();
    return first.equals("logs")
        || first.equals("services") && last.equals("output.log")
        || first.equals("jobs") && path.getNameCount() == 3 && last.startsWith("output");
  }

  private Path target(MachineRecord machine) {
    Path target = layout.logs(machine.uid()).resolve(machine.slot());
    for (int n = 2; Files.exists(target); n++) {
      target = layout.logs(machine.uid()).resolve(machine.slot() + "-" + n);
    }
    return target;
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
