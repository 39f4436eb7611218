/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.List;

/**
 * What a node must have at least.
 *
 * @param kinds types or labels, of which it must have one, the best first; empty means any
 */
record HostWish(int cpus, DataSize memory, int gpus, List<String> kinds) {
  private static final DataSize NOT_SAID = DataSize.mib(1);

  static HostWish of(HeadSpec head) {
    return new HostWish(
        head.cpus().orElse(1), head.memory().orElse(NOT_SAID), 0, head.instanceTypes());
  }

  static HostWish of(WorkerGroupSpec group) {
    return new HostWish(
        group.cpus().orElse(1),
        group.memory().orElse(NOT_SAID),
        group.gpus(),
        group.instanceTypes());
  }

  boolean isMetBy(Host host) {
    return host.cpus() >= cpus
        && host.memory().compareTo(memory) >= 0
        && host.gpus() >= gpus
        && (kinds.isEmpty() || kinds.stream().anyMatch(host::is));
  }

  /** Returns how many kinds are better than those of the host. */
  int rank(Host host) {
    int rank = 0;
    while (rank < kinds.size() && !host.is(kinds.get(rank))) {
      rank++;
    }
    return rank;
  }

  @Override
  public String toString() {
    String least = "at least %d CPUs, %s and %d GPUs".formatted(cpus, memory, gpus);
    return kinds.isEmpty() ? least : least + " of " + kinds;
  }
}
