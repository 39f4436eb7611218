/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.OperationState;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Something that takes a while, {@code operations/<id>}.
 *
 * @param kind {@code start} or {@code scale}
 * @param arguments what it needs to go on in another JVM
 * @param message why it failed; empty otherwise
 */
public record OperationRecord(
    String id,
    String kind,
    String cluster,
    String clusterUid,
    Map<String, String> arguments,
    OperationState state,
    String message,
    Instant created) {
  /** The kind of an operation that starts a cluster. */
  public static final String START = "start";

  /** Refuses what a damaged document leaves out. */
  public OperationRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(clusterUid, "clusterUid");
    Objects.requireNonNull(arguments, "arguments");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(created, "created");
  }

  /** Returns a copy in another state. */
  public OperationRecord in(OperationState next, String why) {
    return new OperationRecord(id, kind, cluster, clusterUid, arguments, next, why, created);
  }
}
