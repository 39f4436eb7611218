/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says in what two specs differ. */
public final class SpecDiff {
  private SpecDiff() {}

  /** Returns a line for each difference; empty if the specs ask for the same. */
  public static List<String> between(ClusterSpec running, ClusterSpec wanted) {
    List<String> differences = new ArrayList<>();
    maps(differences, "head", head(running.head()), head(wanted.head()));
    maps(differences, "workers", groups(running), groups(wanted));
    maps(differences, "runtimes", runtimes(running), runtimes(wanted));
    compare(differences, "lifetime", running, wanted, ClusterSpec::effectiveLifetime);
    difference(
        differences,
        "hourlyBudget",
        running.hourlyBudget().orElse(null),
        wanted.hourlyBudget().orElse(null));
    compare(differences, "redisShards", running, wanted, ClusterSpec::redisShards);
    compare(differences, "jobsAtOnce", running, wanted, ClusterSpec::jobsAtOnce);
    compare(differences, "jobsWaiting", running, wanted, ClusterSpec::jobsWaiting);
    maps(differences, "files", files(running), files(wanted));
    maps(differences, "environment", running.environment(), wanted.environment());
    compare(differences, "commandsBefore", running, wanted, ClusterSpec::commandsBefore);
    compare(differences, "commandsAfter", running, wanted, ClusterSpec::commandsAfter);
    difference(differences, "java", running.java().orElse(null), wanted.java().orElse(null));
    compare(differences, "dataDisks", running, wanted, ClusterSpec::dataDisks);
    maps(differences, "container", container(running), container(wanted));
    maps(differences, "tags", running.tags(), wanted.tags());
    return differences;
  }

  private static Map<String, Object> head(HeadSpec head) {
    Map<String, Object> attributes = new TreeMap<>();
    attributes.put("cpus", shown(head.cpus().orElse(null)));
    attributes.put("memory", shown(head.memory().orElse(null)));
    attributes.put("instanceTypes", head.instanceTypes());
    attributes.put("labels", head.labels());
    return attributes;
  }

  private static Map<String, Object> groups(ClusterSpec spec) {
    Map<String, Object> attributes = new TreeMap<>();
    for (WorkerGroupSpec group : spec.workerGroups()) {
      String at = group.name() + ".";
      attributes.put(at + "cpus", shown(group.cpus().orElse(null)));
      attributes.put(at + "memory", shown(group.memory().orElse(null)));
      attributes.put(at + "gpus", group.gpus());
      attributes.put(at + "instanceTypes", group.instanceTypes());
      attributes.put(at + "min", group.min());
      attributes.put(at + "max", group.max());
      attributes.put(at + "spot", group.spot());
      attributes.put(at + "onDemandFallback", group.onDemandFallback());
      attributes.put(at + "labels", group.labels());
    }
    return attributes;
  }

  private static Map<String, Object> runtimes(ClusterSpec spec) {
    Map<String, Object> configs = new TreeMap<>();
    spec.runtimes().forEach(runtime -> configs.put(runtime.runtime(), runtime));
    return configs;
  }

  private static Map<String, Object> container(ClusterSpec spec) {
    Map<String, Object> attributes = new TreeMap<>();
    spec.container()
        .ifPresent(
            container -> {
              attributes.put("image", container.image());
              attributes.put("headImage", container.image(true));
              container.archive().ifPresent(file -> attributes.put("archive", file));
              container.registryLogins().ifPresent(file -> attributes.put("registryLogins", file));
              attributes.put("mounts", container.mounts());
              attributes.put("environment", container.environment());
              container.sharedMemory().ifPresent(size -> attributes.put("sharedMemory", size));
              attributes.put("capabilities", container.capabilities());
              attributes.put("devices", container.devices());
            });
    return attributes;
  }

  private static Map<String, Object> files(ClusterSpec spec) {
    Map<String, Object> sources = new TreeMap<>();
    spec.files().forEach(file -> sources.put(file.target(), file.source()));
    return sources;
  }

  private static Object shown(@Nullable Object value) {
    return value == null ? "the provider's default" : value;
  }

  private static void compare(
      List<String> differences,
      String name,
      ClusterSpec running,
      ClusterSpec wanted,
      Function<ClusterSpec, ?> attribute) {
    difference(differences, name, attribute.apply(running), attribute.apply(wanted));
  }

  private static void maps(
      List<String> differences, String name, Map<String, ?> running, Map<String, ?> wanted) {
    Set<String> keys = new TreeSet<>(running.keySet());
    keys.addAll(wanted.keySet());
    for (String key : keys) {
      difference(differences, name + "." + key, running.get(key), wanted.get(key));
    }
  }

  private static void difference(
      List<String> differences, String name, @Nullable Object has, @Nullable Object wants) {
    if (!Objects.equals(has, wants)) {
      differences.add(
          "%s: runs with %s, wanted %s"
              .formatted(name, has == null ? "none" : has, wants == null ? "none" : wants));
    }
  }
}
