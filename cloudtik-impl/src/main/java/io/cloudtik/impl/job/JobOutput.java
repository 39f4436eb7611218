/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.StreamEntry;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What a job prints, read from the cluster while it lives. Not thread-safe. */
public final class JobOutput {
  private static final int BATCH = 200;
  private static final int TAIL = 256 * 1024;

  private final String job;
  private String after = ClusterState.BEGINNING;
  private long given;
  private final StringBuilder line = new StringBuilder();

  JobOutput(String job) {
    this.job = job;
  }

  /** Returns the last 256 KiB. */
  public static String tail(ClusterState state, String job) {
    StringBuilder all = new StringBuilder();
    for (StreamEntry entry : state.last(StateKeys.output(job), BATCH)) {
      all.append(entry.fields().getOrDefault("data", ""));
    }
    return all.length() <= TAIL ? all.toString() : all.substring(all.length() - TAIL);
  }

  /** Gives whole lines to a consumer; returns whether there were any. */
  boolean read(ClusterState state, Duration block, Consumer<String> consumer) {
    List<StreamEntry> entries = state.read(StateKeys.output(job), after, BATCH, block);
    for (StreamEntry entry : entries) {
      after = entry.id();
      add(entry.fields().getOrDefault("data", ""), consumer);
    }
    return !entries.isEmpty();
  }

  private void add(String data, Consumer<String> consumer) {
    line.append(data);
    int start = 0;
    for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n", start)) {
      give(line.substring(start, end), consumer);
      start = end + 1;
    }
    line.delete(0, start);
  }

  private void give(String text, Consumer<String> consumer) {
    given++;
    consumer.accept(text);
  }

  /**
   * Gives what is left: a last line without an end, or all of the stored output if none was read.
   */
  void finish(String stored, Consumer<String> consumer) {
    if (given == 0 && line.length() == 0) {
      stored.lines().forEach(consumer);
    } else if (line.length() > 0) {
      give(line.toString(), consumer);
      line.setLength(0);
    }
  }
}
