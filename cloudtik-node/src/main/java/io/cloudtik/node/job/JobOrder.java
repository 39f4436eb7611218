/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.spec.JobSpec;
import java.time.Instant;

/**
 * A job as the node was told to run it; the file {@code job.json}.
 *
 * @param job the id of this run of the job; a restart has another one
 * @param id the id of the job itself
 * @param files the address under which its files are read, by name below it
 */
record JobOrder(String job, String id, JobSpec spec, String files, Instant accepted) {}
