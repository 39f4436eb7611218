/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/**
 * What Linux says of a process in {@code /proc/<pid>/stat}.
 *
 * @param state one letter; Z and X are dead
 * @param session the id of its session
 * @param cpuTicks user and system time in clock ticks
 * @param start in clock ticks since the boot
 * @param residentPages of memory
 */
public record ProcStat(
    long pid,
    char state,
    long parent,
    long session,
    long cpuTicks,
    long start,
    long residentPages) {
  private static final Path PROC = Path.of("/proc");

  /** Returns what is known of a process; empty if there is none. */
  public static Optional<ProcStat> of(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("stat"));
      return Optional.of(parse(pid, new String(bytes, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns all processes that live now. */
  public static List<ProcStat> all() {
    try (Stream<Path> entries = Files.list(PROC)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> Character.isDigit(name.charAt(0)))
          .flatMap(name -> of(Long.parseLong(name)).stream())
          .filter(ProcStat::lives)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  static ProcStat parse(long pid, String line) {
    // The second field, the program's name in brackets, may hold blanks and brackets itself.
    StringTokenizer rest = new StringTokenizer(line.substring(line.lastIndexOf(')') + 1));
    String[] fields = new String[22];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = rest.nextToken();
    }
    return new ProcStat(
        pid,
        fields[0].charAt(0),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[19]),
        Long.parseLong(fields[21]));
  }

  boolean lives() {
    return state != 'Z' && state != 'X';
  }
}
