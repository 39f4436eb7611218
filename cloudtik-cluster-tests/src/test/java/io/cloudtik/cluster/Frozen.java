/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Processes that stand still, as in a laptop that sleeps, behind a cable that is pulled, or on a
 * host that is overloaded. Closing it lets them go on.
 */
final class Frozen implements AutoCloseable {
  private final List<Long> pids;

  private Frozen(Collection<Long> pids) {
    this.pids = List.copyOf(pids);
  }

  static Frozen freeze(Collection<Long> pids) {
    Frozen frozen = new Frozen(pids);
    signal("STOP", frozen.pids);
    return frozen;
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
