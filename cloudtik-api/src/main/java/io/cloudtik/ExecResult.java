/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import org.immutables.value.Value;

/** How a command ended on one node. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class ExecResult {
  ExecResult() {}

  /** Returns a result. */
  public static ExecResult of(String node, int exitCode, String output) {
    return ImmutableExecResult.builder().node(node).exitCode(exitCode).output(output).build();
  }

  /** Returns the id of the node. */
  public abstract String node();

  /** Returns the exit code. */
  public abstract int exitCode();

  /** Returns the last 1 MiB of what it printed, standard output and error together. */
  public abstract String output();
}
