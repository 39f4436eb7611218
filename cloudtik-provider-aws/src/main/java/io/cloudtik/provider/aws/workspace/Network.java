/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.spi.provider.ResourceObservation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The network of the workspace. Thread-safe. */
final class Network extends Ec2Thing<Vpc> {
  private final Listings listings;

  Network(Scope scope, Listings listings) {
    super(scope, "network", listings.networks, Vpc::vpcId, Vpc::tags);
    this.listings = listings;
  }

  @Override
  public String description() {
    return "VPC " + name() + ", " + scope.options().cidr();
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  @Override
  Vpc make() {
    return scope.change(
        "CreateVpc",
        name(),
        () ->
            scope
                .clients()
                .ec2Once()
                .createVpc(
                    b ->
                        b.cidrBlock(scope.options().cidr().toString())
                            .tagSpecifications(scope.tagged(ResourceType.VPC, id())))
                .vpc());
  }

  @Override
  ResourceObservation state(Vpc vpc) {
    if ("pending".equals(vpc.stateAsString())) {
      return ResourceObservation.pending(vpc.vpcId(), "it is being made");
    }
    String expected = scope.options().cidr().toString();
    return expected.equals(vpc.cidrBlock())
        ? ResourceObservation.present(vpc.vpcId())
        : ResourceObservation.outgrown(
            vpc.vpcId(),
            List.of("block: expected %s, found %s".formatted(expected, vpc.cidrBlock())));
  }

  @Override
  boolean isUsed(Vpc vpc) {
    String id = vpc.vpcId();
    return listings.subnets.recent().stream().anyMatch(it -> id.equals(it.vpcId()))
        || listings.routeTables.recent().stream().anyMatch(it -> id.equals(it.vpcId()))
        || listings.groups.recent().stream().anyMatch(it -> id.equals(it.vpcId()));
  }

  @Override
  void remove(Vpc vpc) {
    scope.change(
        "DeleteVpc", vpc.vpcId(), () -> scope.clients().ec2().deleteVpc(b -> b.vpcId(vpc.vpcId())));
  }

  @Override
  List<String> users(Vpc vpc) {
    return new Users(scope).in("vpc-id", vpc.vpcId());
  }
}
