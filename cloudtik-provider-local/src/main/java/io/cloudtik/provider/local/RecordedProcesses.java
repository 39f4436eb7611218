/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds processes by the pid files of the machine and what descends from them, for systems that do
 * not show the environment of processes.
 */
final class RecordedProcesses implements MachineProcesses {
  @Override
  public Set<ProcessHandle> find(Map<String, Path> disks) {
    Set<ProcessHandle> found = new HashSet<>();
    for (Path disk : disks.values()) {
      for (Path file : pidFiles(disk)) {
        PidFiles.process(file)
            .filter(process -> startedBefore(process, file))
            .ifPresent(
                process -> {
                  found.add(process);
                  process.descendants().forEach(found::add);
                });
      }
    }
    found.removeIf(process -> !process.isAlive());
    return found;
  }

  @Override
  public boolean runs(ProcessHandle process) {
    return process.isAlive();
  }

  private static List<Path> pidFiles(Path disk) {
    List<Path> files = new ArrayList<>();
    files.add(PidFiles.keeper(disk));
    files.add(PidFiles.nodeController(disk));
    try {
      for (String kind : List.of("services", "jobs")) {
        for (Path directory : MachineRecords.children(disk.resolve(kind))) {
          files.add(directory.resolve("pid"));
        }
      }
    } catch (IOException e) {
      throw LocalErrors.failed("look for processes of " + disk, disk, e);
    }
    return files;
  }

  /** A process that began after the file was written has only got the same number. */
  private static boolean startedBefore(ProcessHandle process, Path file) {
    try {
      Instant written =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .lastModifiedTime()
              .toInstant();
      return process
          .info()
          .startInstant()
          .map(start -> start.isBefore(written.plusSeconds(2)))
          .orElse(true);
    } catch (IOException e) {
      return false;
    }
  }
}
