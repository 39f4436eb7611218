/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.StreamEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one run of a job prints, read from its stream as whole lines. Memory stays bounded: a line
 * without an end comes in pieces. Not thread-safe.
 */
public final class JobOutput {
  /** How much of the last output is kept of a job. */
  public static final int TAIL = 256 * 1024;

  private static final int BATCH = 16;
  private static final int FIRST_LOOK = 8;
  private static final int LONGEST_TAIL = 400;
  private static final int LONGEST_LINE = 1024 * 1024;

  private final String run;
  private final String label;
  private String after = ClusterState.BEGINNING;
  private long next;
  private boolean given;
  private final StringBuilder line = new StringBuilder();

  /**
   * Begins with the first line that is still there.
   *
   * @param label what each line begins with
   */
  JobOutput(String run, String label) {
    this.run = run;
    this.label = label;
  }

  /** Returns the last 256 KiB of a run. */
  public static String tail(ClusterState state, String run) {
    List<StreamEntry> entries = state.last(StateKeys.output(run), FIRST_LOOK);
    int length = entries.stream().mapToInt(entry -> data(entry).length()).sum();
    if (length < TAIL && entries.size() == FIRST_LOOK) {
      // Many small pieces: what prints slowly is shipped as it comes.
      entries = state.last(StateKeys.output(run), LONGEST_TAIL);
    }
    StringBuilder all = new StringBuilder();
    entries.forEach(entry -> all.append(data(entry)));
    return all.length() <= TAIL ? all.toString() : all.substring(all.length() - TAIL);
  }

  private static String data(StreamEntry entry) {
    return entry.fields().getOrDefault("data", "");
  }

  /** Gives whole lines to a consumer; returns whether there were any entries. */
  boolean read(ClusterState state, Consumer<String> consumer) {
    List<StreamEntry> entries = state.read(StateKeys.output(run), after, BATCH, Duration.ZERO);
    for (StreamEntry entry : entries) {
      after = entry.id();
      String unseen = unseen(entry);
      tellGap(entry, consumer);
      add(unseen, consumer);
    }
    return !entries.isEmpty();
  }

  /** Returns what was not given before: a new head gets the output once more from the beginning. */
  private String unseen(StreamEntry entry) {
    long from = number(entry, "n", next);
    if (from >= next) {
      return data(entry);
    }
    byte[] bytes = data(entry).getBytes(StandardCharsets.UTF_8);
    int seen = (int) Math.min(bytes.length, next - from);
    return new String(bytes, seen, bytes.length - seen, StandardCharsets.UTF_8);
  }

  private void tellGap(StreamEntry entry, Consumer<String> consumer) {
    long from = number(entry, "n", next);
    if (from > next) {
      flush(consumer);
      give("[" + (from - next) + " bytes are left out]", consumer);
    }
    next = Math.max(next, number(entry, "end", from));
  }

  private static long number(StreamEntry entry, String field, long otherwise) {
    String text = entry.fields().get(field);
    return text == null ? otherwise : Long.parseLong(text);
  }

  private void add(String data, Consumer<String> consumer) {
    line.append(data);
    int start = 0;
    for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n", start)) {
      give(line.substring(start, end), consumer);
      start = end + 1;
    }
    line.delete(0, start);
    if (line.length() >= LONGEST_LINE) {
      flush(consumer);
    }
  }

  private void give(String text, Consumer<String> consumer) {
    given = true;
    consumer.accept(label + text);
  }

  /** Says whether anything was given. */
  boolean given() {
    return given;
  }

  /** Gives what is left: a last line without an end. */
  void flush(Consumer<String> consumer) {
    if (line.length() > 0) {
      give(line.toString(), consumer);
      line.setLength(0);
    }
  }
}
