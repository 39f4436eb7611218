/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.ProviderFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * What this process saw and did of one cluster. All of it saves calls or says more; nothing rests
 * on it. Thread-safe by its own lock.
 */
final class ClusterMemory {
  private static final Comparator<Instance> BY_AGE =
      Comparator.comparing(Instance::launchTime).thenComparing(Instance::instanceId);

  /** By slot, those that live last, and of those the youngest. */
  private final Map<String, List<Instance>> instances = new TreeMap<>();

  /** Why slots have no machine, as a call said. */
  private final Map<String, ProviderFailure> refused = new TreeMap<>();

  /** Those that this process has ended, whatever the list shows. */
  private final Set<String> ending = new HashSet<>();

  /** Those that ended by themselves and that somebody has taken note of. */
  private final Set<String> buried = new HashSet<>();

  /** Calls that are known to have made nothing, by number. */
  private final Set<Long> empty = new HashSet<>();

  /** Slots that got nothing from a call that gave others something. */
  private final Map<Long, Set<String>> left = new HashMap<>();

  /** Those that this process was given, until they are listed, or should have been. */
  private final Map<String, Made> made = new HashMap<>();

  private final Duration lag;

  private record Made(String slot, Instance instance, Instant until) {}

  /**
   * Makes an empty one.
   *
   * @param lag how long what was made may be missing from lists
   */
  ClusterMemory(Duration lag) {
    this.lag = lag;
  }

  synchronized void saw(List<Instance> listed, Instant now) {
    instances.clear();
    for (Instance instance : listed) {
      made.remove(instance.instanceId());
      Instances.slot(instance).ifPresent(slot -> add(slot, instance));
    }
    made.values().removeIf(each -> !now.isBefore(each.until));
    made.values().forEach(each -> add(each.slot, each.instance));
    instances.values().forEach(this::sort);
  }

  private void add(String slot, Instance instance) {
    instances.computeIfAbsent(slot, any -> new ArrayList<>()).add(instance);
  }

  private void sort(List<Instance> ofSlot) {
    ofSlot.sort(Comparator.comparing((Instance instance) -> lives(instance)).thenComparing(BY_AGE));
  }

  /** Takes note of an answer to a launch. */
  synchronized void made(String slot, Instance instance, Instant now) {
    refused.remove(slot);
    List<Instance> known = instances.computeIfAbsent(slot, any -> new ArrayList<>());
    if (known.stream().noneMatch(it -> it.instanceId().equals(instance.instanceId()))) {
      made.put(instance.instanceId(), new Made(slot, instance, now.plus(lag)));
      known.add(instance);
      sort(known);
    }
  }

  synchronized Map<String, Instance> bySlot() {
    Map<String, Instance> last = new TreeMap<>();
    instances.forEach((slot, each) -> last.put(slot, each.get(each.size() - 1)));
    return last;
  }

  /** Returns all that live, of all slots. */
  synchronized List<Instance> living() {
    return instances.values().stream().flatMap(List::stream).filter(this::lives).toList();
  }

  synchronized List<Instance> of(String slot) {
    return List.copyOf(instances.getOrDefault(slot, List.of()));
  }

  /** Says whether an instance is a machine that its slot keeps. */
  synchronized boolean lives(Instance instance) {
    return !Instances.gone(instance) && !ending.contains(instance.instanceId());
  }

  synchronized boolean ending(Instance instance) {
    return ending.contains(instance.instanceId());
  }

  synchronized void end(Instance instance) {
    ending.add(instance.instanceId());
  }

  synchronized void bury(Instance instance) {
    buried.add(instance.instanceId());
  }

  synchronized boolean buried(Instance instance) {
    return buried.contains(instance.instanceId());
  }

  synchronized boolean has(String slot) {
    return instances.getOrDefault(slot, List.of()).stream().anyMatch(this::lives);
  }

  synchronized void refuse(String slot, ProviderFailure why) {
    refused.put(slot, why);
  }

  synchronized void forgetRefusal(String slot) {
    refused.remove(slot);
  }

  synchronized Map<String, ProviderFailure> refused() {
    return new TreeMap<>(refused);
  }

  synchronized void madeNothing(LaunchBook.Call call) {
    empty.add(call.number());
  }

  synchronized void leftOut(LaunchBook.Call call, Set<String> slots) {
    left.put(call.number(), slots);
  }

  /** Says whether nothing of a call is or will be in a slot. */
  synchronized boolean settled(LaunchBook.Call call, String token, String slot) {
    return empty.contains(call.number())
        || left.getOrDefault(call.number(), Set.of()).contains(slot)
        || of(slot).stream().anyMatch(it -> token.equals(it.clientToken()));
  }
}
