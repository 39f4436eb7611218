/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.engine;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterPlan;
import io.cloudtik.JobReference;
import io.cloudtik.Operation;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;

/** Does what {@link io.cloudtik.ClusterDraft} promises, for one workspace. Thread-safe. */
public interface ClusterStarter {
  /** Returns what starting would do. */
  ClusterPlan plan(ClusterSpec spec);

  /** Starts a cluster. */
  Operation<Cluster> start(ClusterSpec spec);

  /** Starts a cluster or attaches to the one that runs. */
  Operation<Cluster> startOrAttach(ClusterSpec spec);

  /** Starts a cluster for one job. */
  JobReference runDetached(ClusterSpec spec, JobSpec job);
}
