/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/**
 * Everything of a cluster that costs money or is in the way. Volumes and interfaces go with their
 * instances; those that did not are named by themselves. Thread-safe.
 */
final class Leftovers {
  private static final int PAGE = 500;

  private final AwsClients clients;
  private final AwsCalls calls;
  private final Instances instances;

  Leftovers(AwsClients clients, AwsCalls calls, Instances instances) {
    this.clients = clients;
    this.calls = calls;
    this.instances = instances;
  }

  /** Returns a line for each, in order. */
  List<String> of(String uid, List<Instance> listed) {
    List<String> lines = new ArrayList<>();
    Set<String> there = new HashSet<>();
    for (Instance instance : listed) {
      if (!Instances.ended(instance)) {
        there.add(instance.instanceId());
        lines.add(
            "instance %s of slot %s, %s, %s in %s"
                .formatted(
                    instance.instanceId(),
                    Instances.slot(instance).orElse("?"),
                    instance.state().nameAsString(),
                    instance.instanceTypeAsString(),
                    instance.placement().availabilityZone()));
      }
    }
    List<Filter> filters = instances.filters(uid);
    volumes(filters, uid).stream()
        .filter(volume -> volume.state() != VolumeState.DELETED)
        .filter(volume -> volume.state() != VolumeState.DELETING)
        .filter(
            volume ->
                volume.attachments().stream().noneMatch(it -> there.contains(it.instanceId())))
        .map(
            volume ->
                "volume %s, %s, %d GiB in %s"
                    .formatted(
                        volume.volumeId(),
                        volume.stateAsString(),
                        volume.size(),
                        volume.availabilityZone()))
        .forEach(lines::add);
    interfaces(filters, uid).stream()
        .filter(
            each -> each.attachment() == null || !there.contains(each.attachment().instanceId()))
        .map(
            each ->
                "network interface %s, %s, in %s"
                    .formatted(each.networkInterfaceId(), each.statusAsString(), each.subnetId()))
        .forEach(lines::add);
    addresses(filters, uid).stream()
        .map(each -> "address %s (%s)".formatted(each.publicIp(), each.allocationId()))
        .forEach(lines::add);
    return lines.stream().sorted().toList();
  }

  private List<Volume> volumes(List<Filter> filters, String uid) {
    List<Volume> all = new ArrayList<>();
    String next = null;
    do {
      DescribeVolumesRequest request =
          DescribeVolumesRequest.builder()
              .filters(filters)
              .maxResults(PAGE)
              .nextToken(next)
              .build();
      DescribeVolumesResponse page =
          calls.call(
              CallFamily.EC2_READ,
              "DescribeVolumes",
              uid,
              () -> clients.ec2().describeVolumes(request));
      all.addAll(page.volumes());
      next = page.nextToken();
    } while (next != null && !next.isEmpty());
    return all;
  }

  private List<NetworkInterface> interfaces(List<Filter> filters, String uid) {
    List<NetworkInterface> all = new ArrayList<>();
    String next = null;
    do {
      DescribeNetworkInterfacesRequest request =
          DescribeNetworkInterfacesRequest.builder()
              .filters(filters)
              .maxResults(PAGE)
              .nextToken(next)
              .build();
      DescribeNetworkInterfacesResponse page =
          calls.call(
              CallFamily.EC2_READ,
              "DescribeNetworkInterfaces",
              uid,
              () -> clients.ec2().describeNetworkInterfaces(request));
      all.addAll(page.networkInterfaces());
      next = page.nextToken();
    } while (next != null && !next.isEmpty());
    return all;
  }

  private List<Address> addresses(List<Filter> filters, String uid) {
    return calls
        .call(
            CallFamily.EC2_READ,
            "DescribeAddresses",
            uid,
            () -> clients.ec2().describeAddresses(it -> it.filters(filters)))
        .addresses();
  }
}
