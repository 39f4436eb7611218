/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.util.List;
import org.immutables.value.Value;

/** What was ended and what is left. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class TerminationReport {
  TerminationReport() {}

  /** Returns a report. */
  public static TerminationReport of(
      String cluster, List<String> ended, List<String> leftBehind, String logs) {
    return ImmutableTerminationReport.builder()
        .cluster(cluster)
        .addAllEnded(ended)
        .addAllLeftBehind(leftBehind)
        .logs(logs)
        .build();
  }

  /** Returns the name of the cluster. */
  public abstract String cluster();

  /** Returns the ids of the nodes that were ended. */
  public abstract List<String> ended();

  /** Returns what still exists, a line each; empty means nothing. */
  public abstract List<String> leftBehind();

  /** Returns where logs are kept; empty if nowhere. */
  public abstract String logs();

  @Override
  public final String toString() {
    String left = leftBehind().isEmpty() ? "nothing" : String.join("; ", leftBehind());
    return "cluster %s: ended %s; left behind: %s%s"
        .formatted(
            cluster(),
            ended().isEmpty() ? "no nodes" : String.join(", ", ended()),
            left,
            logs().isEmpty() ? "" : " (logs in " + logs() + ")");
  }
}
