/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.spi.provider.ResourceObservation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * The way of private subnets to the internet. Its address serves one gateway only: a second one
 * that a lost answer left behind fails, and goes by itself.
 */
final class NatGatewayPart extends Ec2Thing<NatGateway> {
  private final SubnetPart subnet;
  private final NatAddress address;

  NatGatewayPart(
      Scope scope,
      Listings listings,
      String id,
      SubnetPart subnet,
      NatAddress address,
      InternetGatewayPart internet) {
    super(
        scope,
        id,
        listings.natGateways,
        NatGateway::natGatewayId,
        NatGateway::tags,
        subnet,
        address,
        internet);
    this.subnet = subnet;
    this.address = address;
  }

  @Override
  public String description() {
    return "NAT gateway " + name();
  }

  /** Amazon VPC pricing, in most regions; what goes through it costs, too. */
  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(new BigDecimal("0.045"));
  }

  @Override
  NatGateway make() {
    String in = subnet.requireId();
    String by = address.requireId();
    return scope.change(
        "CreateNatGateway",
        name(),
        () ->
            scope
                .clients()
                .ec2Once()
                .createNatGateway(
                    b ->
                        b.subnetId(in)
                            .allocationId(by)
                            .tagSpecifications(scope.tagged(ResourceType.NATGATEWAY, id())))
                .natGateway());
  }

  @Override
  void parentsChanged() {
    subnet.forget();
    address.forget();
  }

  @Override
  ResourceObservation state(NatGateway gateway) {
    String id = gateway.natGatewayId();
    return switch (gateway.state()) {
      case PENDING -> ResourceObservation.pending(id, "it is being made, which takes minutes");
      case FAILED ->
          ResourceObservation.drifted(
              id,
              List.of(
                  "state: expected available, found failed: %s %s"
                      .formatted(gateway.failureCode(), gateway.failureMessage())));
      default -> ResourceObservation.present(id);
    };
  }

  @Override
  void mend(NatGateway gateway) {
    if (gateway.state() == NatGatewayState.FAILED) {
      remove(gateway);
      make();
      seen.forget();
    }
  }

  @Override
  boolean isUsed(NatGateway gateway) {
    return gateway.state() == NatGatewayState.AVAILABLE;
  }

  /** It takes a minute and a half, and each look costs a call. */
  @Override
  Duration slowness() {
    return Duration.ofSeconds(45);
  }

  @Override
  boolean isUnique() {
    return true;
  }

  @Override
  boolean isEnding(NatGateway gateway) {
    return gateway.state() == NatGatewayState.DELETING;
  }

  @Override
  boolean isBroken(NatGateway gateway) {
    return gateway.state() == NatGatewayState.FAILED;
  }

  @Override
  boolean exists(NatGateway gateway) {
    return gateway.state() != NatGatewayState.DELETED;
  }

  @Override
  void remove(NatGateway gateway) {
    if (isEnding(gateway)) {
      return;
    }
    scope.change(
        "DeleteNatGateway",
        gateway.natGatewayId(),
        () -> scope.clients().ec2().deleteNatGateway(b -> b.natGatewayId(gateway.natGatewayId())));
  }
}
