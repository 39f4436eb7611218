/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Linux tells of a running process.
 *
 * @param marker the machine that its environment names
 * @param named whether anything is left of its environment
 */
record ProcessFacts(
    Path directory, long pid, long parent, long session, @Nullable String marker, boolean named) {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** A variable that somebody set, unlike those that each shell makes for itself. */
  private static final Pattern VARIABLE =
      Pattern.compile("(?!(PWD|OLDPWD|SHLVL|_)=)[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);

  static List<ProcessFacts> all(Path proc) {
    List<ProcessFacts> all = new ArrayList<>();
    try (DirectoryStream<Path> directories =
        Files.newDirectoryStream(
            proc, path -> NUMBER.matcher(path.getFileName().toString()).matches())) {
      for (Path directory : directories) {
        @Nullable ProcessFacts facts = read(directory);
        if (facts != null) {
          all.add(facts);
        }
      }
    } catch (IOException e) {
      throw LocalErrors.failed("list the processes of this computer", proc, e);
    }
    return all;
  }

  /** Returns null for a process that is gone, is no longer running, or is another user's. */
  static @Nullable ProcessFacts read(Path directory) {
    String @Nullable [] fields = status(directory);
    if (fields == null) {
      return null;
    }
    try {
      String environment =
          Files.readString(directory.resolve("environ"), StandardCharsets.ISO_8859_1);
      @Nullable String marker = null;
      boolean named = false;
      for (String variable : environment.split("\0")) {
        named |= VARIABLE.matcher(variable).matches();
        if (variable.startsWith(MachineProcesses.MARKER + "=")) {
          marker = variable.substring(MachineProcesses.MARKER.length() + 1);
        }
      }
      long pid = Long.parseLong(directory.getFileName().toString());
      return new ProcessFacts(
          directory, pid, Long.parseLong(fields[1]), Long.parseLong(fields[3]), marker, named);
    } catch (IOException e) {
      return null;
    }
  }

  /** Returns the state, the parent and so on; null for a process that no longer runs. */
  static String @Nullable [] status(Path directory) {
    try {
      String stat = Files.readString(directory.resolve("stat"), StandardCharsets.ISO_8859_1);
      // The name of the program stands in parentheses and may contain anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return fields[0].equals("Z") || fields[0].equals("X") ? null : fields;
    } catch (IOException e) {
      return null;
    }
  }

  boolean worksIn(Path disk) {
    try {
      Path real = Files.exists(disk) ? disk.toRealPath() : disk;
      return Files.readSymbolicLink(directory.resolve("cwd")).startsWith(real);
    } catch (IOException e) {
      return false;
    }
  }
}
