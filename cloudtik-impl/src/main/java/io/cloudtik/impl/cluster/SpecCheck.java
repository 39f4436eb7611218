/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.DiscoveryException;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.plan.Cost;
import io.cloudtik.impl.plan.RuntimeOrder;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.runtime.ClusterRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds all problems of a spec at once, before anything is started. */
public final class SpecCheck {
  private SpecCheck() {}

  /**
   * Checks a spec against provider, runtimes and files.
   *
   * @throws InvalidSpecException with all problems
   */
  public static void require(ClusterSpec spec, CloudProvider provider) {
    List<String> problems = new ArrayList<>();
    Map<String, ClusterRuntime> runtimes = runtimes(spec, problems);
    problems.addAll(RuntimeOrder.problems(runtimes));
    runtimes.values().forEach(runtime -> problems.addAll(runtime.validate(spec)));
    List<String> ofProvider = provider.validate(spec);
    problems.addAll(ofProvider);
    if (ofProvider.isEmpty()) {
      Offers offers = new Offers(provider);
      problems.addAll(Cost.problems(spec, offers.head(spec), offers::worker));
    }
    spec.files().forEach(file -> problems.addAll(SpecContainer.readable("files", file.source())));
    problems.addAll(SpecJava.problems(spec));
    problems.addAll(SpecContainer.problems(spec, provider));
    if (!spec.dataDisks().isEmpty() && !provider.reachedBySsh()) {
      problems.add(
          "dataDisks: expected none, as disks of the computer that this program runs on are left alone; leave withDataDisks out here");
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  private static Map<String, ClusterRuntime> runtimes(ClusterSpec spec, List<String> problems) {
    Map<String, ClusterRuntime> found = new LinkedHashMap<>();
    for (RuntimeConfig config : spec.runtimes()) {
      try {
        found.put(config.runtime(), Discovery.runtime(config.runtime()).create(config));
      } catch (DiscoveryException e) {
        problems.add("runtimes: " + e.getMessage());
      }
    }
    return found;
  }

  /** Returns the kinds of job that a cluster of this spec can run, besides plain commands. */
  static Set<String> jobKinds(ClusterSpec spec) {
    Set<String> kinds = new java.util.TreeSet<>();
    for (RuntimeConfig config : spec.runtimes()) {
      Discovery.findRuntime(config.runtime())
          .ifPresent(factory -> kinds.addAll(factory.create(config).jobKinds()));
    }
    return kinds;
  }

  /** Returns the only worker group of a spec. */
  static WorkerGroupSpec onlyGroup(ClusterSpec spec) {
    if (spec.workerGroups().size() != 1) {
      throw InvalidSpecException.of(
          "scaleTo: expected the name of a group, as the cluster has %s"
              .formatted(spec.workerGroups().stream().map(WorkerGroupSpec::name).toList()));
    }
    return spec.workerGroups().get(0);
  }
}
