/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The instances of a cluster as EC2 lists them, which may be late. Thread-safe. */
final class Instances {
  private static final int PAGE = 1_000;
  private static final Set<InstanceStateName> GONE =
      Set.of(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED);

  private final AwsClients clients;
  private final AwsCalls calls;
  private final Places places;

  Instances(AwsClients clients, AwsCalls calls, Places places) {
    this.clients = clients;
    this.calls = calls;
    this.places = places;
  }

  /** Returns all of a cluster, also those that ended a while ago, in no order. */
  List<Instance> list(String uid) {
    List<Instance> instances = new ArrayList<>();
    String next = null;
    do {
      DescribeInstancesRequest request =
          DescribeInstancesRequest.builder()
              .filters(filters(uid))
              .maxResults(PAGE)
              .nextToken(next)
              .build();
      DescribeInstancesResponse page =
          calls.call(
              CallFamily.EC2_READ,
              "DescribeInstances",
              uid,
              () -> clients.ec2().describeInstances(request));
      page.reservations().forEach(each -> instances.addAll(each.instances()));
      next = page.nextToken();
    } while (next != null && !next.isEmpty());
    return instances;
  }

  /** Returns what finds everything of a cluster. */
  List<Filter> filters(String uid) {
    List<Filter> filters = new ArrayList<>();
    new TreeMap<>(places.tags())
        .forEach((key, value) -> filters.add(filter("tag:" + key, List.of(value))));
    filters.add(filter("tag:" + MachineTags.CLUSTER, List.of(uid)));
    return filters;
  }

  static Filter filter(String name, List<String> values) {
    return Filter.builder().name(name).values(values).build();
  }

  /** Returns the slot that an instance is; empty for one that the library did not launch. */
  static Optional<String> slot(Instance instance) {
    int index = instance.amiLaunchIndex() == null ? 0 : instance.amiLaunchIndex();
    return instance.tags().stream()
        .filter(tag -> tag.key().equals(MachineTags.SLOTS))
        .map(Tag::value)
        .map(SlotNames::of)
        .filter(slots -> index < slots.size())
        .map(slots -> slots.get(index))
        .findFirst();
  }

  /** Says whether an instance has ended or is about to. */
  static boolean gone(Instance instance) {
    return GONE.contains(instance.state().name());
  }

  static boolean ended(Instance instance) {
    return instance.state().name() == InstanceStateName.TERMINATED;
  }
}
