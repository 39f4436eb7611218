/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.error.CloudTikException;
import org.jspecify.annotations.Nullable;

/**
 * What the workspace store tells of a cluster.
 *
 * @param record as it lies there; if it cannot be read, what is known all the same: name and uid,
 *     perhaps the state, and an empty spec
 * @param trouble why the record cannot be read; null if it can
 */
public record ClusterSight(ClusterRecord record, @Nullable CloudTikException trouble) {
  /** Returns the record as it lies in the store, or fails if it cannot be read. */
  public ClusterRecord require() {
    if (trouble != null) {
      throw new CloudTikException(
          trouble.errorCode(),
          "%s; the cluster was not touched: Workspace.attach(\"%s\").terminate() ends it all the same"
              .formatted(trouble.getMessage(), record.name()),
          trouble);
    }
    return record;
  }
}
