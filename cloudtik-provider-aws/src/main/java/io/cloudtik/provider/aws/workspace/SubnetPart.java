/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.provider.aws.Cidr;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** A subnet that is made. AWS takes each block of a network once, so none is made twice. */
final class SubnetPart extends Ec2Thing<Subnet> {
  /**
   * The block of the workspace has 16 equal parts: private subnets first, public ones from here.
   */
  private static final int FIRST_PUBLIC = 8;

  private static final int BITS = 4;

  private final Supplier<String> network;
  private final Zones zones;
  private final int index;
  private final Cidr block;

  /**
   * Makes a subnet.
   *
   * @param index of the zone, from 0
   */
  SubnetPart(
      Scope scope,
      Listings listings,
      Zones zones,
      WorkspaceResource uses,
      Supplier<String> network,
      boolean isPublic,
      int index) {
    super(
        scope,
        (isPublic ? "public-subnet-" : "private-subnet-") + (index + 1),
        listings.subnets,
        Subnet::subnetId,
        Subnet::tags,
        uses);
    this.network = network;
    this.zones = zones;
    this.index = index;
    this.block = scope.options().cidr().part((isPublic ? FIRST_PUBLIC : 0) + index, BITS);
  }

  @Override
  public String description() {
    return "subnet %s, %s, in zone %d".formatted(name(), block, index + 1);
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  @Override
  boolean isUnique() {
    return true;
  }

  @Override
  Subnet make() {
    String zone = zones.zone(index);
    String in = network.get();
    return scope.change(
        "CreateSubnet",
        name(),
        () ->
            scope
                .clients()
                .ec2Once()
                .createSubnet(
                    b ->
                        b.vpcId(in)
                            .availabilityZone(zone)
                            .cidrBlock(block.toString())
                            .tagSpecifications(scope.tagged(ResourceType.SUBNET, id())))
                .subnet());
  }

  @Override
  ResourceObservation state(Subnet subnet) {
    if ("pending".equals(subnet.stateAsString())) {
      return ResourceObservation.pending(subnet.subnetId(), "it is being made");
    }
    List<String> differences = new ArrayList<>();
    if (!block.toString().equals(subnet.cidrBlock())) {
      differences.add("block: expected %s, found %s".formatted(block, subnet.cidrBlock()));
    }
    List<String> named = scope.options().zones();
    if (!named.isEmpty() && !named.get(index).equals(subnet.availabilityZone())) {
      differences.add(
          "zone: expected %s, found %s".formatted(named.get(index), subnet.availabilityZone()));
    }
    return differences.isEmpty()
        ? ResourceObservation.present(subnet.subnetId())
        : ResourceObservation.outgrown(subnet.subnetId(), differences);
  }

  @Override
  void remove(Subnet subnet) {
    scope.change(
        "DeleteSubnet",
        subnet.subnetId(),
        () -> scope.clients().ec2().deleteSubnet(b -> b.subnetId(subnet.subnetId())));
  }

  @Override
  List<String> users(Subnet subnet) {
    return new Users(scope).in("subnet-id", subnet.subnetId());
  }
}
