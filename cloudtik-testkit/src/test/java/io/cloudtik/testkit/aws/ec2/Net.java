/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Makes what instances need. */
record Net(Ec2Client ec2) {
  static final String UBUNTU = "ami-0b240400000008601";

  static TagSpecification tagged(ResourceType type, String... keysAndValues) {
    TagSpecification.Builder tags = TagSpecification.builder().resourceType(type);
    List<Tag> all = new java.util.ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      all.add(Tag.builder().key(keysAndValues[i]).value(keysAndValues[i + 1]).build());
    }
    return tags.tags(all).build();
  }

  String vpc(String cidr) {
    return ec2.createVpc(it -> it.cidrBlock(cidr)).vpc().vpcId();
  }

  String subnet(String vpc, String cidr) {
    return ec2.createSubnet(it -> it.vpcId(vpc).cidrBlock(cidr)).subnet().subnetId();
  }

  String gateway(String vpc) {
    String id = ec2.createInternetGateway(it -> {}).internetGateway().internetGatewayId();
    ec2.attachInternetGateway(it -> it.internetGatewayId(id).vpcId(vpc));
    return id;
  }

  String address() {
    return ec2.allocateAddress(it -> it.domain(DomainType.VPC)).allocationId();
  }

  String group(String vpc, String name) {
    return ec2.createSecurityGroup(it -> it.vpcId(vpc).groupName(name).description("a group"))
        .groupId();
  }

  /** Begins an order of instances. */
  static RunInstancesRequest.Builder order(String subnet, int count) {
    return RunInstancesRequest.builder()
        .imageId(UBUNTU)
        .instanceType(InstanceType.M6_I_LARGE)
        .subnetId(subnet)
        .minCount(count)
        .maxCount(count);
  }

  List<String> launch(String subnet, int count) {
    return ec2.runInstances(order(subnet, count).build()).instances().stream()
        .map(it -> it.instanceId())
        .toList();
  }
}
