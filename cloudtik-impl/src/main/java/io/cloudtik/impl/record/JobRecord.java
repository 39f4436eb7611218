/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.JobState;
import io.cloudtik.spec.JobSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job in the workspace store, {@code jobs/<cluster>/<id>/record}. The client writes it as queued,
 * from then on the cluster controller is its only writer, until the cluster is terminated.
 *
 * @param clusterUid the life of the cluster that runs it
 * @param spec as submitted; its files are in the data area below {@code jobs/<id>/}
 * @param cancelAsked whether someone asked to cancel it
 */
public record JobRecord(
    String id,
    String cluster,
    String clusterUid,
    JobSpec spec,
    JobState state,
    boolean cancelAsked,
    @Nullable Integer exitCode,
    @Nullable String node,
    Instant submitted,
    @Nullable Instant started,
    @Nullable Instant finished,
    String reason) {}
