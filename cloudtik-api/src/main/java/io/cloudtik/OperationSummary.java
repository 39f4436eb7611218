/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/** An operation in a list. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class OperationSummary {
  OperationSummary() {}

  /** Returns a summary. */
  public static OperationSummary of(String id, String kind, String cluster, Instant created) {
    return ImmutableOperationSummary.builder()
        .id(id)
        .kind(kind)
        .cluster(cluster)
        .created(created)
        .build();
  }

  /** Returns the id. */
  public abstract String id();

  /** Returns what it does, for example {@code start}. */
  public abstract String kind();

  /** Returns the name of the cluster that it is about. */
  public abstract String cluster();

  /** Returns when it was asked for. */
  public abstract Instant created();
}
