/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

/**
 * How far the set-up of a node is; the file {@code run/setup.json}.
 *
 * @param state {@code RUNNING}, {@code DONE} or {@code FAILED}
 * @param step what goes on, for example {@code install spark}
 * @param message details for people
 * @param done units done
 * @param total units in all, 0 if not known
 * @param error why it failed, with what to do; empty otherwise
 */
public record SetupStatus(
    String state, String step, String message, long done, long total, String error) {
  public static final String RUNNING = "RUNNING";
  public static final String DONE = "DONE";
  public static final String FAILED = "FAILED";

  /** Returns the status before anything was done. */
  public static SetupStatus waiting() {
    return new SetupStatus(RUNNING, "start", "", 0, 0, "");
  }
}
