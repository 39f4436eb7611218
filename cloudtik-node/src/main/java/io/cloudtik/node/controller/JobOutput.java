/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import java.nio.charset.StandardCharsets;

/** Finds the last of what a job printed in Redis, for when its node can no longer say. */
final class JobOutput {
  private static final int KEPT_BYTES = 256 * 1024;
  private static final int CHUNKS = 1000;

  private final ClusterState state;

  JobOutput(ClusterState state) {
    this.state = state;
  }

  String tail(String job) {
    StringBuilder all = new StringBuilder();
    state
        .last(StateKeys.output(job), CHUNKS)
        .forEach(chunk -> all.append(chunk.fields().getOrDefault("data", "")));
    return tailOf(all.toString());
  }

  private static String tailOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, bytes.length - KEPT_BYTES);
    // Not in the middle of a character.
    while (from > 0 && from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
      from++;
    }
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }
}
