/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.node.process.RunObservation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a job.
 *
 * @param preparation what is seen of the preparation
 * @param process what is seen of the process
 * @param prepared whether the preparation found a process
 * @param error what the preparation said when it failed; empty otherwise
 * @param cancel why the job is to be cancelled; null if it is not
 * @param strays whether processes live that left the group of the ended process
 * @param timeLimit of the process; null if there is none
 */
record JobObservation(
    RunObservation preparation,
    RunObservation process,
    boolean prepared,
    String error,
    @Nullable String cancel,
    boolean strays,
    @Nullable Duration timeLimit) {}
