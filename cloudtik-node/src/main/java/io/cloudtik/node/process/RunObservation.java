/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import org.jspecify.annotations.Nullable;

/**
 * What is seen of the process of a run directory.
 *
 * @param exitCode once it ended; 128 + n if signal n ended it; null if nobody knows
 * @param detail why it could not be started, or the last line that it printed; may be empty
 */
public record RunObservation(Phase phase, @Nullable Integer exitCode, String detail) {
  /** How far a run is. */
  public enum Phase {
    /** There is nothing. */
    ABSENT,
    /** The shim was started, the process is not there yet. */
    STARTING,
    /** The process, or what it left in its group, runs. */
    RUNNING,
    /** Nothing of it runs any more. */
    ENDED
  }

  public static final RunObservation ABSENT = new RunObservation(Phase.ABSENT, null, "");
  public static final RunObservation STARTING = new RunObservation(Phase.STARTING, null, "");
  public static final RunObservation RUNNING = new RunObservation(Phase.RUNNING, null, "");

  /** Returns that it ended. */
  public static RunObservation ended(@Nullable Integer exitCode, String detail) {
    return new RunObservation(Phase.ENDED, exitCode, detail);
  }

  /** Says whether something of it may still run. */
  public boolean live() {
    return phase == Phase.STARTING || phase == Phase.RUNNING;
  }

  public boolean ended() {
    return phase == Phase.ENDED;
  }

  /** Returns how it ended, for people. */
  public String ending() {
    String how;
    if (exitCode == null) {
      how = "ended without an exit code";
    } else if (exitCode > 128 && exitCode < 193) {
      how = "was ended by signal " + (exitCode - 128);
    } else {
      how = "ended with exit code " + exitCode;
    }
    return detail.isEmpty() ? how : how + ": " + detail;
  }
}
