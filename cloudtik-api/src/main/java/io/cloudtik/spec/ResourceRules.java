/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bounds of what a node may be asked to have, the same for heads and workers. */
final class ResourceRules {
  private static final int MAX_CPUS = 1024;
  private static final DataSize MIN_MEMORY = DataSize.mib(512);
  private static final DataSize MAX_MEMORY = DataSize.gib(64 * 1024);

  private static final int MAX_INSTANCE_TYPE = 128;

  private ResourceRules() {}

  static List<String> problems(
      String path,
      @Nullable Integer cpus,
      @Nullable DataSize memory,
      List<String> instanceTypes,
      Map<String, String> labels) {
    List<String> problems = new ArrayList<>();
    for (String type : instanceTypes) {
      problems.addAll(SpecRules.line(path + ".instanceTypes", type, MAX_INSTANCE_TYPE));
    }
    problems.addAll(SpecRules.labels(path + ".labels", labels));
    if (cpus != null && (cpus < 1 || cpus > MAX_CPUS)) {
      problems.add(path + ".cpus: expected 1 to " + MAX_CPUS + ", got " + cpus);
    }
    if (memory != null && (memory.compareTo(MIN_MEMORY) < 0 || memory.compareTo(MAX_MEMORY) > 0)) {
      problems.add(
          path + ".memory: expected " + MIN_MEMORY + " to " + MAX_MEMORY + ", got " + memory);
    }
    return problems;
  }
}
