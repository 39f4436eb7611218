/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

/**
 * Anything that can be submitted: a {@link JobSpec} itself, or a runtime's typed job. Immutable.
 */
public interface JobRequest {
  /** Returns the job as plain data. */
  JobSpec toJobSpec();
}
