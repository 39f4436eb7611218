/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.cloud.Machine;

/**
 * An instance as a reading sees it.
 *
 * @param state how it was a while ago
 */
record Seen(Machine machine, Machine.State state) {
  String id() {
    return machine.id();
  }

  String property(String name) {
    return machine.property(name);
  }

  /** Says whether nothing of it is left but its entry. */
  boolean isEnded() {
    return state == Machine.State.ENDED;
  }

  String stateName() {
    return switch (state) {
      case PENDING -> "pending";
      case RUNNING -> "running";
      case ENDING -> "shutting-down";
      case ENDED -> "terminated";
      case STOPPING -> "stopping";
      case STOPPED -> "stopped";
    };
  }

  int stateCode() {
    return switch (state) {
      case PENDING -> 0;
      case RUNNING -> 16;
      case ENDING -> 32;
      case ENDED -> 48;
      case STOPPING -> 64;
      case STOPPED -> 80;
    };
  }
}
