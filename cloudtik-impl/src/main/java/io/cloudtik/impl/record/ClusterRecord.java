/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.ClusterState;
import io.cloudtik.spec.ClusterSpec;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in the workspace store, {@code clusters/<name>/record}.
 *
 * @param protocol of the one who made it
 * @param uid the unique id of this life of the cluster
 * @param state {@code STARTING}, {@code READY}, {@code FAILED}, {@code TERMINATING} or {@code
 *     TERMINATED}
 * @param spec what was asked for
 * @param created when it was first asked for
 * @param operation the id of the operation that starts it
 * @param detachedJob the job after which the cluster ends; null if it lives on
 */
public record ClusterRecord(
    int protocol,
    String name,
    String uid,
    ClusterState state,
    ClusterSpec spec,
    Instant created,
    String operation,
    @Nullable String detachedJob) {
  /** Refuses what a damaged document leaves out. */
  public ClusterRecord {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(uid, "uid");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(operation, "operation");
  }

  /** Returns a copy in another state. */
  public ClusterRecord in(ClusterState next) {
    return new ClusterRecord(protocol, name, uid, next, spec, created, operation, detachedJob);
  }
}
