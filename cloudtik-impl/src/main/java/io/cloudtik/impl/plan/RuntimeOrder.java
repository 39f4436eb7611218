/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spi.runtime.ClusterRuntime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The order in which the runtimes of a cluster are set up: each after those that it requires or
 * uses, otherwise as given. The client asks for problems before anything is started, each node for
 * the order.
 */
public final class RuntimeOrder {
  private RuntimeOrder() {}

  /**
   * Returns the names of the runtimes in order.
   *
   * @param runtimes by name, in the order given by the user
   * @throws InvalidSpecException with all {@link #problems}
   */
  public static List<String> names(Map<String, ClusterRuntime> runtimes) {
    List<String> problems = problems(runtimes);
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
    return new Walk(runtimes).order();
  }

  /** Returns the runtimes in the order of {@link #names}. */
  public static List<ClusterRuntime> sort(Map<String, ClusterRuntime> runtimes) {
    return names(runtimes).stream().map(runtimes::get).toList();
  }

  /** Returns what is wrong: runtimes that are required and missing, and each cycle once. */
  public static List<String> problems(Map<String, ClusterRuntime> runtimes) {
    List<String> problems = new ArrayList<>();
    runtimes.forEach(
        (name, runtime) ->
            new TreeSet<>(runtime.requires())
                .stream()
                    .filter(required -> !runtimes.containsKey(required))
                    .map(
                        required ->
                            "runtimes: expected '%s', which '%s' requires, got %s"
                                .formatted(required, name, runtimes.keySet()))
                    .forEach(problems::add));
    Walk walk = new Walk(runtimes);
    walk.order();
    problems.addAll(walk.cycles);
    return List.copyOf(problems);
  }

  /** A depth-first walk; what is met again while it is still open closes a cycle. */
  private static final class Walk {
    private final Map<String, ClusterRuntime> runtimes;
    private final Set<String> done = new LinkedHashSet<>();
    private final List<String> open = new ArrayList<>();
    private final List<String> cycles = new ArrayList<>();

    Walk(Map<String, ClusterRuntime> runtimes) {
      this.runtimes = runtimes;
    }

    List<String> order() {
      runtimes.keySet().forEach(this::visit);
      return List.copyOf(done);
    }

    private void visit(String name) {
      ClusterRuntime runtime = runtimes.get(name);
      if (runtime == null || done.contains(name)) {
        return;
      }
      if (open.contains(name)) {
        List<String> cycle = new ArrayList<>(open.subList(open.indexOf(name), open.size()));
        cycle.add(name);
        cycles.add(
            "runtimes: expected an order of set-up, got the cycle " + String.join(" -> ", cycle));
        return;
      }
      open.add(name);
      Stream.concat(runtime.requires().stream(), runtime.uses().stream())
          .sorted()
          .distinct()
          .forEach(this::visit);
      open.remove(open.size() - 1);
      done.add(name);
    }
  }
}
