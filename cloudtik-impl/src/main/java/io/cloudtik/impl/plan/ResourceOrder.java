/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders things by their dependencies: those in one wave can be done at the same time. */
public final class ResourceOrder {
  private ResourceOrder() {}

  /**
   * Returns waves of ids, dependencies first, in the order in which they were given otherwise.
   *
   * @param dependencies of each id; ids that are not keys are an error
   */
  public static List<List<String>> waves(Map<String, Set<String>> dependencies) {
    Map<String, Set<String>> open = new LinkedHashMap<>(dependencies);
    List<List<String>> waves = new ArrayList<>();
    while (!open.isEmpty()) {
      List<String> wave =
          open.entrySet().stream()
              .filter(entry -> isFree(entry.getValue(), open.keySet()))
              .map(Map.Entry::getKey)
              .toList();
      if (wave.isEmpty()) {
        throw new CloudTikException(
            ErrorCode.INTERNAL, "resources depend on each other in a circle: " + open.keySet());
      }
      requireKnown(wave, dependencies);
      waves.add(wave);
      wave.forEach(open::remove);
    }
    return waves;
  }

  /** Returns the waves in which things are taken down again. */
  public static List<List<String>> reversed(List<List<String>> waves) {
    Deque<List<String>> reversed = new ArrayDeque<>();
    waves.forEach(reversed::addFirst);
    return List.copyOf(reversed);
  }

  private static boolean isFree(Set<String> dependencies, Collection<String> open) {
    return dependencies.stream().noneMatch(open::contains);
  }

  private static void requireKnown(List<String> wave, Map<String, Set<String>> dependencies) {
    for (String id : wave) {
      for (String dependency : dependencies.getOrDefault(id, Set.of())) {
        if (!dependencies.containsKey(dependency)) {
          throw new CloudTikException(
              ErrorCode.INTERNAL, "resource " + id + " depends on unknown " + dependency);
        }
      }
    }
  }
}
