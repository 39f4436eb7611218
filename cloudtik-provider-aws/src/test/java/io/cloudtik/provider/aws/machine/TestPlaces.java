/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.spi.store.WorkspaceStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A network as a workspace has it. */
final class TestPlaces implements Places {
  private final WorkspaceStore documents;
  private final Map<String, String> subnets = new TreeMap<>();
  private final String group;
  int forgotten;

  TestPlaces(Ec2Client ec2, WorkspaceStore documents) {
    this.documents = documents;
    String vpc = ec2.createVpc(it -> it.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    for (int i = 0; i < 2; i++) {
      String zone = zones().get(i);
      String block = "10.0.%d.0/24".formatted(i);
      subnets.put(
          zone,
          ec2.createSubnet(it -> it.vpcId(vpc).availabilityZone(zone).cidrBlock(block))
              .subnet()
              .subnetId());
    }
    group =
        ec2.createSecurityGroup(it -> it.vpcId(vpc).groupName("inside").description("inside"))
            .groupId();
  }

  @Override
  public String workspace() {
    return "demo";
  }

  @Override
  public List<String> zones() {
    return List.of("us-west-2a", "us-west-2b");
  }

  @Override
  public String subnet(String zone, boolean head) {
    return Objects.requireNonNull(subnets.get(zone), zone);
  }

  @Override
  public boolean publicAddress(boolean head) {
    return head;
  }

  @Override
  public List<String> securityGroups(boolean head) {
    return List.of(group);
  }

  @Override
  public Optional<String> instanceProfile(boolean head) {
    return Optional.empty();
  }

  @Override
  public Map<String, String> tags() {
    return Map.of("cloudtik-workspace", "demo");
  }

  @Override
  public WorkspaceStore documents() {
    return documents;
  }

  @Override
  public void forget() {
    forgotten++;
  }
}
