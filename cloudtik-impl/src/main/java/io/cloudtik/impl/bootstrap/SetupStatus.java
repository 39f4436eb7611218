/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.impl.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** What a set-up works through, of a spec. */
  private record Work(
      @Nullable List<Object> runtimes,
      @Nullable List<Object> commandsBefore,
      @Nullable List<Object> commandsAfter) {
    boolean none() {
      return none(runtimes) && none(commandsBefore) && none(commandsAfter);
    }

    private static boolean none(@Nullable List<Object> work) {
      return work == null || work.isEmpty();
    }
  }

  /**
   * Returns the status of a node that has nothing to set up, which so is done before it begins: on
   * small machines a process that finds this out takes longer than all the rest.
   *
   * @param spec the cluster's spec as JSON
   */
  static Optional<SetupStatus> beforehand(NodeConfig config, String spec) {
    return config.head() || !Json.read(spec, Work.class).none()
        ? Optional.empty()
        : Optional.of(new SetupStatus(DONE, "done", "", 0, 0, ""));
  }
}
