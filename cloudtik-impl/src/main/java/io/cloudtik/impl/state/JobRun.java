/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of a job that it was told to run. The node is its only writer.
 *
 * @param job the id of the job
 * @param node the id of the node
 * @param state {@code STARTING}, {@code RUNNING} or {@code ENDED}
 * @param exitCode of the process, once it ended; null if it could not be started or was killed
 *     without one
 * @param cancelled whether it ended because it was asked to
 * @param timedOut whether it ended because its time was over
 * @param reason why it could not be started or was ended; empty if there is nothing to say
 * @param result what it wrote as its result, null if nothing
 * @param outputTail the last of what it printed, filled in when it ended
 */
public record JobRun(
    String job,
    String node,
    String state,
    @Nullable Integer exitCode,
    boolean cancelled,
    boolean timedOut,
    String reason,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable String result,
    String outputTail) {
  public static final String STARTING = "STARTING";
  public static final String RUNNING = "RUNNING";
  public static final String ENDED = "ENDED";
}
