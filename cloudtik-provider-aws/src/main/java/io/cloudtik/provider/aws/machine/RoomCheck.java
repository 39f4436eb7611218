/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the subnets have addresses for the least that a cluster starts with. Thread-safe. */
final class RoomCheck {
  private final AwsClients clients;
  private final AwsCalls calls;
  private final Places places;

  RoomCheck(AwsClients clients, AwsCalls calls, Places places) {
    this.clients = clients;
    this.calls = calls;
    this.places = places;
  }

  List<ProviderFailure> check(ClusterSpec spec) {
    int workers = spec.workerGroups().stream().mapToInt(WorkerGroupSpec::min).sum();
    Set<String> subnets = new TreeSet<>();
    try {
      places.zones().forEach(zone -> subnets.add(places.subnet(zone, false)));
    } catch (ProviderException e) {
      // The workspace says itself what is missing of it.
      return List.of();
    }
    int free =
        calls
            .call(
                CallFamily.EC2_READ,
                "DescribeSubnets",
                String.join(",", subnets),
                () -> clients.ec2().describeSubnets(it -> it.subnetIds(subnets)))
            .subnets()
            .stream()
            .mapToInt(subnet -> subnet.availableIpAddressCount())
            .sum();
    if (free >= workers) {
      return List.of();
    }
    return List.of(
        ProviderFailure.builder()
            .kind(FailureKind.QUOTA)
            .code("InsufficientFreeAddressesInSubnet")
            .message(
                "the cluster starts with %d workers, and the subnets %s have %d free addresses"
                    .formatted(workers, subnets, free))
            .scope(FailureScope.builder().resource(String.join(",", subnets)).build())
            .remedy("give the workspace a larger CIDR block or more zones, or end other machines")
            .build());
  }
}
