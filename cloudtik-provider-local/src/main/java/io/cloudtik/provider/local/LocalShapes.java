/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.NodeShape;
import java.util.ArrayList;
import java.util.List;

/** The machines that can be declared here. A pure function of spec and computer. */
final class LocalShapes {
  private static final int CPUS = 2;
  private static final DataSize MEMORY = DataSize.gib(2);

  private final Computer computer;

  LocalShapes(Computer computer) {
    this.computer = computer;
  }

  NodeShape head(HeadSpec head) {
    return shape(head.cpus().orElse(CPUS), head.memory().orElse(MEMORY));
  }

  NodeShape worker(WorkerGroupSpec group) {
    return shape(group.cpus().orElse(CPUS), group.memory().orElse(MEMORY));
  }

  List<String> problems(ClusterSpec spec) {
    List<String> problems = new ArrayList<>(problems("head", spec.head().instanceTypes()));
    for (WorkerGroupSpec group : spec.workerGroups()) {
      problems.addAll(problems(group.name(), group.instanceTypes()));
      if (group.gpus() > 0) {
        problems.add(
            "%s.gpus: expected 0, as the local provider hands out no GPUs, got %d"
                .formatted(group.name(), group.gpus()));
      }
    }
    return problems;
  }

  List<String> notices(ClusterSpec spec) {
    List<String> notices = new ArrayList<>();
    long cpus = head(spec.head()).cpus();
    long memory = head(spec.head()).memory().toBytes();
    int nodes = 1;
    for (WorkerGroupSpec group : spec.workerGroups()) {
      nodes += group.max();
      cpus += (long) group.max() * worker(group).cpus();
      memory = plus(memory, group.max(), worker(group).memory().toBytes());
      if (group.spot()) {
        notices.add("workers '" + group.name() + "' ask for spot machines: no difference here");
      }
    }
    if (memory > computer.memory().toBytes()) {
      notices.add(
          "cluster '%s' declares up to %s of memory over %d nodes, this computer has %s: allowed, may be slow"
              .formatted(spec.name(), gib(memory), nodes, gib(computer.memory().toBytes())));
    }
    if (cpus > computer.cpus()) {
      notices.add(
          "cluster '%s' declares up to %d CPUs over %d nodes, this computer has %d: allowed, may be slow"
              .formatted(spec.name(), cpus, nodes, computer.cpus()));
    }
    return List.copyOf(notices);
  }

  private static List<String> problems(String path, List<String> instanceTypes) {
    return instanceTypes.stream()
        .filter(type -> !type.equals(Local.NAME))
        .map(
            type ->
                "%s.instanceTypes: expected none or 'local' with the local provider, got %s"
                    .formatted(path, Names.quoted(type)))
        .toList();
  }

  private static NodeShape shape(int cpus, DataSize memory) {
    return NodeShape.builder().instanceType(Local.NAME).cpus(cpus).memory(memory).build();
  }

  /** Declarations have no sensible upper bound; a sum of them must not become negative. */
  private static long plus(long sum, int count, long each) {
    return each > (Long.MAX_VALUE - sum) / Math.max(1, count) ? Long.MAX_VALUE : sum + count * each;
  }

  private static String gib(long bytes) {
    return "%.1f GiB".formatted(bytes / (double) (1L << 30)).replace(".0 GiB", " GiB");
  }
}
