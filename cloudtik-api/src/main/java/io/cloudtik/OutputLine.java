/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import org.immutables.value.Value;

/** One line that was printed on a node. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class OutputLine {
  OutputLine() {}

  /** Returns a line. */
  public static OutputLine of(String node, String source, String text) {
    return ImmutableOutputLine.builder().node(node).source(source).text(text).build();
  }

  /** Returns the id of the node. */
  public abstract String node();

  /** Returns who printed it: {@code out}, {@code err}, or the name of a service. */
  public abstract String source();

  /** Returns the line without its end. */
  public abstract String text();
}
