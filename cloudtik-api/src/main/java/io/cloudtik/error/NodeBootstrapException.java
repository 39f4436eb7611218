/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

/** Thrown when a node could not be set up. The node is kept or replaced as the message says. */
public final class NodeBootstrapException extends CloudTikException {
  private static final long serialVersionUID = 1L;

  private final String node;
  private final String step;
  private final String outputTail;

  /**
   * Makes an exception for a step that failed on a node, with a reason that says what to do and the
   * last lines of the step's output.
   */
  public NodeBootstrapException(String node, String step, String reason, String outputTail) {
    super(
        ErrorCode.BOOTSTRAP_FAILED,
        "set-up of node %s failed at step '%s': %s%s"
            .formatted(node, step, reason, outputTail.isBlank() ? "" : "\n" + outputTail));
    this.node = node;
    this.step = step;
    this.outputTail = outputTail;
  }

  /** Returns the id of the node. */
  public String node() {
    return node;
  }

  /** Returns the name of the step that failed. */
  public String step() {
    return step;
  }

  /** Returns the last lines that the step printed; empty if it printed none. */
  public String outputTail() {
    return outputTail;
  }
}
