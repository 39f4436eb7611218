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
import io.cloudtik.spec.DataSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.LocationType;
import software.amazon.awssdk.services.ec2.model.UsageClassType;

/**
 * The types of instances and the zones that have them, as EC2 says. They hardly ever change, so
 * what was asked for once is kept as long as the provider is open. Thread-safe.
 */
final class TypeCatalog {
  private static final int PAGE = 100;
  private static final int MOST_VALUES = 200;

  private final AwsClients clients;
  private final AwsCalls calls;
  private final Map<String, Optional<MachineType>> types = new ConcurrentHashMap<>();
  private final Map<Architecture, List<MachineType>> usual = new EnumMap<>(Architecture.class);
  private final Map<String, Set<String>> zones = new ConcurrentHashMap<>();

  TypeCatalog(AwsClients clients, AwsCalls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  /** Returns the types of these names, in their order; those that do not exist are left out. */
  List<MachineType> named(Collection<String> names) {
    List<String> unknown = names.stream().filter(name -> !types.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      List<MachineType> found = describe(unknown);
      unknown.forEach(name -> types.putIfAbsent(name, Optional.empty()));
      found.forEach(type -> types.put(type.name(), Optional.of(type)));
    }
    return names.stream()
        .flatMap(name -> types.getOrDefault(name, Optional.empty()).stream())
        .toList();
  }

  /** Returns all types of the usual families. */
  synchronized List<MachineType> usual(Architecture architecture) {
    return usual.computeIfAbsent(
        architecture,
        any -> {
          List<MachineType> found =
              describe(TypeChoice.families(any).stream().map(family -> family + ".*").toList());
          found.forEach(type -> types.put(type.name(), Optional.of(type)));
          return found;
        });
  }

  /** Returns what images for machines of a type must be for. */
  Architecture architecture(String type) {
    return named(List.of(type)).stream()
        .map(MachineType::architecture)
        .findFirst()
        .orElseThrow(() -> noSuchType(type));
  }

  private ProviderException noSuchType(String type) {
    return new ProviderException(
        Machines.PROVIDER,
        ProviderFailure.builder()
            .kind(FailureKind.CONFIGURATION)
            .code("InvalidInstanceType")
            .message(
                "expected an instance type of %s, got %s"
                    .formatted(clients.config().region(), type))
            .scope(FailureScope.builder().addInstanceTypes(type).build())
            .remedy("name a type that the region has")
            .build(),
        null);
  }

  /** Returns the types known so far whose CPUs count for the same quota; the type is among them. */
  Set<String> ofSameQuota(String type) {
    Set<String> same = new TreeSet<>(Set.of(type));
    QuotaFamily.of(type)
        .ifPresent(
            family ->
                types.keySet().stream()
                    .filter(each -> QuotaFamily.of(each).filter(family::equals).isPresent())
                    .forEach(same::add));
    return same;
  }

  private List<MachineType> describe(List<String> patterns) {
    List<MachineType> found = new ArrayList<>();
    for (int from = 0; from < patterns.size(); from += MOST_VALUES) {
      List<String> some = patterns.subList(from, Math.min(patterns.size(), from + MOST_VALUES));
      String next = null;
      do {
        DescribeInstanceTypesRequest request =
            DescribeInstanceTypesRequest.builder()
                .filters(Instances.filter("instance-type", some))
                .maxResults(PAGE)
                .nextToken(next)
                .build();
        DescribeInstanceTypesResponse page =
            calls.call(
                CallFamily.EC2_READ,
                "DescribeInstanceTypes",
                String.join(",", some),
                () -> clients.ec2().describeInstanceTypes(request));
        page.instanceTypes().stream().flatMap(info -> type(info).stream()).forEach(found::add);
        next = page.nextToken();
      } while (next != null && !next.isEmpty());
    }
    return found;
  }

  /** What has no processor that nodes run on is none. */
  private static Optional<MachineType> type(InstanceTypeInfo info) {
    if (info.processorInfo() == null || Boolean.TRUE.equals(info.bareMetal())) {
      return Optional.empty();
    }
    int gpus =
        info.gpuInfo() == null
            ? 0
            : info.gpuInfo().gpus().stream()
                .mapToInt(gpu -> gpu.count() == null ? 0 : gpu.count())
                .sum();
    return Architecture.among(info.processorInfo().supportedArchitecturesAsStrings())
        .map(
            architecture ->
                new MachineType(
                    info.instanceTypeAsString(),
                    info.vCpuInfo().defaultVCpus(),
                    DataSize.mib(info.memoryInfo().sizeInMiB()),
                    gpus,
                    architecture,
                    info.supportedUsageClasses().contains(UsageClassType.SPOT)));
  }

  /** Returns the zones that have each of the types. */
  Map<String, Set<String>> zones(Collection<MachineType> of) {
    List<String> unknown =
        of.stream().map(MachineType::name).filter(name -> !zones.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      Map<String, Set<String>> found = new ConcurrentHashMap<>();
      unknown.forEach(name -> found.put(name, new TreeSet<>()));
      String next = null;
      do {
        DescribeInstanceTypeOfferingsRequest request =
            DescribeInstanceTypeOfferingsRequest.builder()
                .locationType(LocationType.AVAILABILITY_ZONE)
                .filters(Instances.filter("instance-type", unknown))
                .maxResults(MOST_VALUES)
                .nextToken(next)
                .build();
        DescribeInstanceTypeOfferingsResponse page =
            calls.call(
                CallFamily.EC2_READ,
                "DescribeInstanceTypeOfferings",
                String.join(",", unknown),
                () -> clients.ec2().describeInstanceTypeOfferings(request));
        page.instanceTypeOfferings()
            .forEach(
                each ->
                    found
                        .computeIfAbsent(each.instanceTypeAsString(), any -> new TreeSet<>())
                        .add(each.location()));
        next = page.nextToken();
      } while (next != null && !next.isEmpty());
      zones.putAll(found);
    }
    return zones;
  }
}
