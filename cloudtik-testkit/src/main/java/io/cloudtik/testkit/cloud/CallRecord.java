/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.time.Duration;

/**
 * One call as the cloud saw it. Two runs with one seed have equal lists of these.
 *
 * @param number from 1, over all clients
 * @param at when it came, since the beginning
 * @param client who called
 * @param name in the words of the model, such as {@code LaunchMachines}
 * @param target what it was about
 * @param changes whether it was to change something
 * @param outcome {@code ok}, the kind of refusal, or what became of it on the way
 */
public record CallRecord(
    int number,
    Duration at,
    String client,
    String name,
    String target,
    boolean changes,
    String outcome) {
  /** Says whether it was answered as hoped for. */
  public boolean isOk() {
    return outcome.equals("ok");
  }

  @Override
  public String toString() {
    return "%4d %9.3f %s %s %s%s: %s"
        .formatted(
            number, at.toMillis() / 1000.0, client, name, target, changes ? " *" : "", outcome);
  }
}
