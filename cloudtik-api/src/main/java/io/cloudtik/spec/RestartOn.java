/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

/**
 * After which end a job may be run again. A job that was cancelled, or whose time limit passed, is
 * never run again.
 */
public enum RestartOn {
  /** After its program failed. */
  FAILURE,
  /** After its node was lost. */
  LOSS,
  /** After either. */
  FAILURE_OR_LOSS
}
