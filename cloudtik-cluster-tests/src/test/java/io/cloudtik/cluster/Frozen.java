/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Processes that stand still, as in a laptop that sleeps, behind a cable that is pulled, or on a
 * host that is overloaded. Closing it lets them go on.
 */
final class Frozen implements AutoCloseable {
  private static final int MOST_TRIES = 1000;

  private final List<Long> pids;

  private Frozen(Collection<Long> pids) {
    this.pids = List.copyOf(pids);
  }

  static Frozen freeze(Collection<Long> pids) {
    Frozen frozen = new Frozen(pids);
    signal("STOP", frozen.pids);
    return frozen;
  }

  /**
   * Freezes processes at a moment at which none of them has one of these locks. What one computer
   * locks by a file would keep out everybody else for as long as its holder stands still, which
   * says nothing of a head on a machine of its own.
   */
  static Frozen freezeWithoutLocks(Collection<Long> pids, Collection<Path> locks)
      throws IOException {
    for (int i = 0; i < MOST_TRIES; i++) {
      Frozen frozen = freeze(pids);
      if (!frozen.hold(locks)) {
        return frozen;
      }
      frozen.close();
      LockSupport.parkNanos(1_000_000);
    }
    throw new IllegalStateException("one of " + pids + " always holds one of " + locks);
  }

  /** Each line of the list is like {@code 1: POSIX ADVISORY WRITE 4711 fd:00:1310 0 EOF}. */
  private boolean hold(Collection<Path> locks) throws IOException {
    Set<String> inodes = new HashSet<>();
    for (Path lock : locks) {
      if (Files.exists(lock)) {
        inodes.add(Files.getAttribute(lock, "unix:ino").toString());
      }
    }
    return Files.readAllLines(Path.of("/proc/locks")).stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length > 5 && !words[1].equals("->"))
        .filter(words -> pids.contains(Long.parseLong(words[4])))
        .anyMatch(words -> inodes.contains(words[5].substring(words[5].lastIndexOf(':') + 1)));
  }

  /** Lets go on what still lives. */
  @Override
  public void close() {
    signal("CONT", pids);
  }

  /** Kills processes, without asking, in this order. */
  static void kill(Collection<Long> pids) {
    signal("KILL", List.copyOf(pids));
  }

  private static void signal(String name, List<Long> pids) {
    if (pids.isEmpty()) {
      return;
    }
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" -- \"$@\"", name));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    try {
      // Who is gone already cannot be told; that is no failure.
      new ProcessBuilder(command).redirectError(Redirect.DISCARD).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
