/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bounds of what a node may be asked to have, the same for heads and workers. */
final class ResourceRules {
  private static final int MAX_CPUS = 1024;
  private static final DataSize MIN_MEMORY = DataSize.mib(512);
  private static final DataSize MAX_MEMORY = DataSize.gib(64 * 1024);

  private ResourceRules() {}

  static List<String> problems(String path, Optional<Integer> cpus, Optional<DataSize> memory) {
    List<String> problems = new ArrayList<>();
    cpus.filter(n -> n < 1 || n > MAX_CPUS)
        .ifPresent(n -> problems.add(path + ".cpus: expected 1 to " + MAX_CPUS + ", got " + n));
    memory
        .filter(m -> m.compareTo(MIN_MEMORY) < 0 || m.compareTo(MAX_MEMORY) > 0)
        .ifPresent(
            m ->
                problems.add(
                    path + ".memory: expected " + MIN_MEMORY + " to " + MAX_MEMORY + ", got " + m));
    return problems;
  }
}
