/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The sizes of machines that a Barn has, the cheapest first. */
final class BarnSizes {
  private static final List<Offering> ALL =
      List.of(size("calf", 2, 4, "0.05"), size("cow", 4, 16, "0.15"), size("ox", 16, 64, "0.60"));

  private BarnSizes() {}

  private static Offering size(String name, int cpus, int gib, String price) {
    NodeShape shape =
        NodeShape.builder().instanceType(name).cpus(cpus).memory(DataSize.gib(gib)).build();
    return Offering.builder().shape(shape).hourlyPrice(new BigDecimal(price)).build();
  }

  /** Returns what fits; the largest if nothing does, which {@link #problems} tells. */
  static List<Offering> offerings(List<String> named, int cpus, DataSize memory) {
    List<Offering> fitting =
        ALL.stream()
            .filter(size -> named.isEmpty() || named.contains(size.shape().instanceType()))
            .filter(size -> size.shape().cpus() >= cpus)
            .filter(size -> size.shape().memory().compareTo(memory) >= 0)
            .toList();
    return fitting.isEmpty() ? ALL.subList(ALL.size() - 1, ALL.size()) : fitting;
  }

  static List<String> problems(ClusterSpec spec) {
    List<String> problems = new ArrayList<>(problems("head", spec.head().instanceTypes()));
    spec.workerGroups()
        .forEach(
            group -> problems.addAll(problems("workers." + group.name(), group.instanceTypes())));
    return problems;
  }

  private static List<String> problems(String path, List<String> named) {
    List<String> known = ALL.stream().map(size -> size.shape().instanceType()).toList();
    return named.stream()
        .filter(name -> !known.contains(name))
        .map(name -> "%s.instanceTypes: expected some of %s, got %s".formatted(path, known, name))
        .toList();
  }
}
