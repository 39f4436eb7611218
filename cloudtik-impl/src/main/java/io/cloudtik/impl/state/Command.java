/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import java.util.Map;

/**
 * A command in a stream.
 *
 * @param id chosen by the sender; the same id twice is the same command
 * @param type see the constants
 * @param protocol {@link StateKeys#PROTOCOL} of the sender
 * @param body its arguments
 */
public record Command(String id, String type, int protocol, Map<String, String> body) {
  /** Client to controller: body {@code group}, {@code workers}. */
  public static final String SCALE = "scale";

  /** Client to controller: look for new jobs in the workspace store; body {@code job}. */
  public static final String SUBMIT = "submit";

  /** Client to controller, and controller to node: body {@code job}. */
  public static final String CANCEL = "cancel";

  /**
   * Controller to node: body {@code job} (the id of this run of it), {@code id} (of the job),
   * {@code spec} (JSON of a JobSpec), {@code files} (URI).
   */
  public static final String RUN_JOB = "run-job";

  /** Controller to node: forget the directory of an ended job; body {@code job}. */
  public static final String FORGET_JOB = "forget-job";

  /** Returns the fields of the stream entry. */
  public Map<String, String> toFields(String bodyJson) {
    return Map.of("id", id, "type", type, "protocol", Integer.toString(protocol), "body", bodyJson);
  }
}
