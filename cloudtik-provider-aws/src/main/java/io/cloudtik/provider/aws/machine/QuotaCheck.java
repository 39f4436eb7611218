/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import io.cloudtik.provider.aws.ServiceQuota;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Whether the account may have so many CPUs more, by family of types and market. Thread-safe. */
final class QuotaCheck {
  private static final int PAGE = 1_000;

  private final AwsClients clients;
  private final AwsCalls calls;
  private final ServiceQuota quotas;

  QuotaCheck(AwsClients clients, AwsCalls calls) {
    this.clients = clients;
    this.calls = calls;
    this.quotas = new ServiceQuota(clients, calls);
  }

  private record Pool(QuotaFamily family, boolean spot) {}

  /** Counts the least that the cluster starts with, each of the first type that is tried. */
  List<ProviderFailure> check(ClusterSpec spec, Offers offers) {
    Map<Pool, Integer> wanted = new LinkedHashMap<>();
    want(wanted, offers.types(spec.head()), false, 1);
    for (WorkerGroupSpec group : spec.workerGroups()) {
      // What has no room on the spot market comes on demand.
      if (!group.spot() || !group.onDemandFallback()) {
        want(wanted, offers.types(group), group.spot(), group.min());
      }
    }
    Map<Pool, Integer> used = Map.of();
    List<ProviderFailure> findings = new ArrayList<>();
    for (Map.Entry<Pool, Integer> each : wanted.entrySet()) {
      Optional<Integer> quota = quotas.of("ec2", each.getKey().family.code(each.getKey().spot));
      if (quota.isEmpty()) {
        continue;
      }
      if (used.isEmpty()) {
        used = used();
      }
      int there = used.getOrDefault(each.getKey(), 0);
      if (there + each.getValue() > quota.get()) {
        findings.add(tooMany(each.getKey(), each.getValue(), there, quota.get()));
      }
    }
    return findings;
  }

  private static void want(
      Map<Pool, Integer> wanted, List<MachineType> types, boolean spot, int machines) {
    if (!types.isEmpty() && machines > 0) {
      QuotaFamily.of(types.get(0).name())
          .ifPresent(
              family ->
                  wanted.merge(
                      new Pool(family, spot), types.get(0).cpus() * machines, Integer::sum));
    }
  }

  /** What all instances of the account and region count. */
  private Map<Pool, Integer> used() {
    Map<Pool, Integer> used = new LinkedHashMap<>();
    String next = null;
    do {
      DescribeInstancesRequest request =
          DescribeInstancesRequest.builder()
              .filters(Instances.filter("instance-state-name", List.of("pending", "running")))
              .maxResults(PAGE)
              .nextToken(next)
              .build();
      DescribeInstancesResponse page =
          calls.call(
              CallFamily.EC2_READ,
              "DescribeInstances",
              "running",
              () -> clients.ec2().describeInstances(request));
      page.reservations().stream()
          .flatMap(each -> each.instances().stream())
          .forEach(instance -> count(instance, used));
      next = page.nextToken();
    } while (next != null && !next.isEmpty());
    return used;
  }

  private void count(Instance instance, Map<Pool, Integer> used) {
    CpuOptions cpus = instance.cpuOptions();
    if (cpus != null && cpus.coreCount() != null && cpus.threadsPerCore() != null) {
      QuotaFamily.of(instance.instanceTypeAsString())
          .ifPresent(
              family ->
                  used.merge(
                      new Pool(family, StateReasons.isSpot(instance)),
                      cpus.coreCount() * cpus.threadsPerCore(),
                      Integer::sum));
    }
  }

  private static ProviderFailure tooMany(Pool pool, int wanted, int there, int quota) {
    return ProviderFailure.builder()
        .kind(FailureKind.QUOTA)
        .code(pool.family.code(pool.spot))
        .message(
            "the cluster needs %d vCPUs of the family %s %s; the account has %d of at most %d"
                .formatted(wanted, pool.family, pool.spot ? "on spot" : "on demand", there, quota))
        .scope(FailureScope.builder().spot(pool.spot).build())
        .remedy(
            "ask for a higher quota in Service Quotas (ec2, %s), or for fewer or smaller machines"
                .formatted(pool.family.code(pool.spot)))
        .build();
  }
}
