/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.List;
import java.util.stream.Stream;

/** Specs that tests start from. */
final class Specs {
  private Specs() {}

  static ClusterSpec workers(int min) {
    return ClusterSpec.builder()
        .name("etl")
        .workerGroups(List.of(WorkerGroupSpec.builder().min(min).max(20).build()))
        .build();
  }

  static ClusterSpec groups(String... names) {
    return ClusterSpec.builder()
        .name("etl")
        .workerGroups(
            Stream.of(names)
                .map(name -> WorkerGroupSpec.builder().name(name).min(1).max(20).build())
                .toList())
        .build();
  }

  static ClusterSpec queue(int workers, int atOnce, int waiting) {
    return workers(workers).with(cluster -> cluster.jobsAtOnce(atOnce).jobsWaiting(waiting));
  }

  static ClusterSpec onlyHead() {
    return ClusterSpec.builder().name("solo").workerGroups(List.of()).build();
  }
}
