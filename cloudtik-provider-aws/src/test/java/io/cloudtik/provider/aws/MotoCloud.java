/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.testkit.moto.MotoServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Moto, one server for all tests of the JVM, with credentials that it takes. */
final class MotoCloud {
  private static @Nullable MotoServer server;

  private MotoCloud() {}

  /** Returns the place, where nothing is. */
  static synchronized Aws empty() {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    MotoServer running = server;
    if (running == null) {
      running = MotoServer.start();
      server = running;
      Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    }
    running.reset();
    return at(running.address());
  }

  static Aws at(URI address) {
    return Aws.inRegion("us-west-2").endpointOverride(address);
  }

  /** Another user of the same account, who does things by hand. */
  static AwsClients hand(Aws place) {
    return new AwsClients(
        place, StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAHAND", "secret")));
  }

  /** Returns everything in the account that a workspace could have left, as lines. */
  static List<String> left(Aws place, String workspace) {
    try (AwsClients hand = hand(place)) {
      Ec2Client ec2 = hand.ec2();
      Filter ours = Filter.builder().name("tag:cloudtik-workspace").values(workspace).build();
      List<String> left = new ArrayList<>();
      ec2.describeVpcs(b -> b.filters(ours)).vpcs().forEach(it -> left.add(it.vpcId()));
      ec2.describeSubnets(b -> b.filters(ours)).subnets().forEach(it -> left.add(it.subnetId()));
      ec2.describeRouteTables(b -> b.filters(ours))
          .routeTables()
          .forEach(it -> left.add(it.routeTableId()));
      ec2.describeInternetGateways(b -> b.filters(ours))
          .internetGateways()
          .forEach(it -> left.add(it.internetGatewayId()));
      ec2.describeAddresses().addresses().forEach(it -> left.add(it.allocationId()));
      ec2.describeNatGateways(b -> b.filter(ours)).natGateways().stream()
          .filter(it -> !it.stateAsString().equals("deleted"))
          .forEach(it -> left.add(it.natGatewayId()));
      ec2.describeSecurityGroups(b -> b.filters(ours))
          .securityGroups()
          .forEach(it -> left.add(it.groupId()));
      ec2.describeVpcEndpoints(b -> b.filters(ours)).vpcEndpoints().stream()
          .filter(it -> !it.stateAsString().equals("deleted"))
          .forEach(it -> left.add(it.vpcEndpointId()));
      hand.iam().listRoles().roles().stream()
          .filter(it -> it.roleName().startsWith("cloudtik-"))
          .forEach(it -> left.add(it.roleName()));
      hand.iam()
          .listInstanceProfiles()
          .instanceProfiles()
          .forEach(it -> left.add(it.instanceProfileName()));
      return left;
    }
  }
}
