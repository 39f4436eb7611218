/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.Comparator;
import java.util.Optional;

/**
 * How the memory of a node is shared out. Sizes are in MiB, M is the memory that the node has.
 *
 * <ul>
 *   <li>Daemons (node controller and Spark Worker): M/16, at least 384.
 *   <li>Driver, since drivers run on workers: M/8, at least 512 and at most 4096.
 *   <li>Executor: what is left. Of that, 10 % but at least 256 stay outside of its heap; the rest
 *       is its heap, at least 512.
 * </ul>
 *
 * <p>Each worker runs one executor for an application, with all cores of the worker. A worker with
 * less than 1.5 GiB is over-committed by these minima. On the head, M/16 (256 to 1024) go to the
 * Master, M/16 (256 to 2048) to the History Server and M/4 (512 to 4096) to the Connect server.
 */
final class MemoryRule {
  /** The least memory that a worker must have. */
  static final DataSize LEAST = DataSize.gib(1);

  private static final long MIN_HEAP = 512;

  private final long memory;

  MemoryRule(DataSize memory) {
    this.memory = memory.toMib();
  }

  long driver() {
    return within(512, memory / 8, 4096);
  }

  long executorHeap() {
    long daemons = Math.max(384, memory / 16);
    long process = memory - daemons - driver();
    long outsideOfHeap = Math.max(256, process / 10);
    return Math.max(MIN_HEAP, process - outsideOfHeap);
  }

  long master() {
    return within(256, memory / 16, 1024);
  }

  long history() {
    return within(256, memory / 16, 2048);
  }

  long connect() {
    return within(512, memory / 4, 4096);
  }

  /**
   * Returns the heap of executors of the whole cluster: an application has one size, so that the
   * smallest worker decides. A group that leaves its memory to the provider counts as what this
   * node has.
   */
  static long clusterHeap(ClusterSpec spec, DataSize here) {
    Optional<DataSize> smallest =
        spec.workerGroups().stream()
            .map(WorkerGroupSpec::memory)
            .map(memory -> memory.orElse(here))
            .min(Comparator.naturalOrder());
    return new MemoryRule(smallest.orElse(here)).executorHeap();
  }

  private static long within(long least, long wanted, long most) {
    return Math.min(most, Math.max(least, wanted));
  }
}
