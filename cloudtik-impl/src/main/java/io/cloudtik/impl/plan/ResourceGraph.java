/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which things must be there before which others. Immutable. */
public final class ResourceGraph {
  private final Map<String, Set<String>> before;
  private final Map<String, Set<String>> after;

  private ResourceGraph(Map<String, Set<String>> before) {
    this.before = Collections.unmodifiableMap(before);
    this.after = Collections.unmodifiableMap(turned(before));
  }

  /**
   * Returns the graph of things.
   *
   * @param dependencies of each id; ids that are not keys, and circles, are defects
   */
  public static ResourceGraph of(Map<String, Set<String>> dependencies) {
    dependencies.forEach(
        (id, needed) -> {
          if (!dependencies.keySet().containsAll(needed)) {
            throw defect("resource %s depends on one of %s that is none".formatted(id, needed));
          }
        });
    Map<String, Set<String>> ordered = new LinkedHashMap<>();
    Map<String, Set<String>> open = new LinkedHashMap<>(dependencies);
    while (!open.isEmpty()) {
      List<String> free =
          open.keySet().stream()
              .filter(
                  id ->
                      Collections.disjoint(dependencies.getOrDefault(id, Set.of()), open.keySet()))
              .toList();
      if (free.isEmpty()) {
        throw defect("resources depend on each other in a circle: " + open.keySet());
      }
      for (String id : free) {
        ordered.put(id, Set.copyOf(dependencies.getOrDefault(id, Set.of())));
        open.remove(id);
      }
    }
    return new ResourceGraph(ordered);
  }

  private static CloudTikException defect(String message) {
    return new CloudTikException(ErrorCode.INTERNAL, message);
  }

  private static Map<String, Set<String>> turned(Map<String, Set<String>> edges) {
    Map<String, Set<String>> turned = new LinkedHashMap<>();
    edges.keySet().forEach(id -> turned.put(id, new LinkedHashSet<>()));
    edges.forEach(
        (id, needed) -> needed.forEach(each -> turned.getOrDefault(each, Set.of()).add(id)));
    return turned;
  }

  /** Returns all ids, each after those that it depends on, otherwise as they were given. */
  public List<String> ids() {
    return List.copyOf(before.keySet());
  }

  /** Returns what a thing depends on by itself. */
  public Set<String> dependencies(String id) {
    return before.getOrDefault(id, Set.of());
  }

  /** Returns the things with all that they depend on, in whatever way. */
  public Set<String> withDependencies(Collection<String> ids) {
    return closure(ids, before);
  }

  /** Returns the things with all that depend on them, in whatever way. */
  public Set<String> withDependents(Collection<String> ids) {
    return closure(ids, after);
  }

  /** Returns the part of some things, and what of it must be done before each. */
  public Map<String, Set<String>> order(Set<String> ids) {
    return part(ids, before);
  }

  /** As {@link #order}, for taking down. */
  public Map<String, Set<String>> reversedOrder(Set<String> ids) {
    return part(ids, after);
  }

  private static Set<String> closure(Collection<String> ids, Map<String, Set<String>> edges) {
    Set<String> all = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(ids);
    while (!open.isEmpty()) {
      String id = open.remove();
      if (all.add(id)) {
        open.addAll(edges.getOrDefault(id, Set.of()));
      }
    }
    return all;
  }

  /** What lies between two things of the part, but is none of it, orders them all the same. */
  private Map<String, Set<String>> part(Set<String> ids, Map<String, Set<String>> edges) {
    Map<String, Set<String>> part = new LinkedHashMap<>();
    for (String id : ids()) {
      if (ids.contains(id)) {
        Set<String> first = closure(edges.getOrDefault(id, Set.of()), edges);
        first.retainAll(ids);
        part.put(id, first);
      }
    }
    return part;
  }
}
