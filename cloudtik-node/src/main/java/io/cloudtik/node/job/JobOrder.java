/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.impl.job.ReadableFiles;
import io.cloudtik.spec.JobSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as the node was told to run it; the file {@code job.json}.
 *
 * @param job the id of this run of the job; a restart has another one
 * @param id the id of the job itself
 * @param files the address under which its files are read, by name below it
 * @param readable where a node that has no client of that storage reads single files; null where an
 *     older version was told
 */
record JobOrder(
    String job,
    String id,
    JobSpec spec,
    String files,
    @Nullable ReadableFiles readable,
    Instant accepted) {}
