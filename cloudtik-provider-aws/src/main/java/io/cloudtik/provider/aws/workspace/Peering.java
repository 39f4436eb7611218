/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** The way between the workspace and the network of the user's. Two networks have one at most. */
final class Peering extends Ec2Thing<VpcPeeringConnection> {
  private final Network network;
  private final String peer;

  Peering(Scope scope, Listings listings, Network network, WorkspaceResource brought, String peer) {
    super(
        scope,
        "peering",
        listings.peerings,
        VpcPeeringConnection::vpcPeeringConnectionId,
        VpcPeeringConnection::tags,
        network,
        brought);
    this.network = network;
    this.peer = peer;
  }

  @Override
  public String description() {
    return "peering %s with %s".formatted(name(), peer);
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
  VpcPeeringConnection make() {
    String own = network.requireId();
    return scope.change(
        "CreateVpcPeeringConnection",
        name(),
        () ->
            scope
                .clients()
                .ec2Once()
                .createVpcPeeringConnection(
                    b ->
                        b.vpcId(own)
                            .peerVpcId(peer)
                            .tagSpecifications(
                                scope.tagged(ResourceType.VPC_PEERING_CONNECTION, id())))
                .vpcPeeringConnection());
  }

  @Override
  void parentsChanged() {
    network.forget();
  }

  private static VpcPeeringConnectionStateReasonCode code(VpcPeeringConnection peering) {
    return peering.status() == null
        ? VpcPeeringConnectionStateReasonCode.INITIATING_REQUEST
        : peering.status().code();
  }

  @Override
  ResourceObservation state(VpcPeeringConnection peering) {
    String id = peering.vpcPeeringConnectionId();
    return switch (code(peering)) {
      case ACTIVE -> ResourceObservation.present(id);
      case PENDING_ACCEPTANCE ->
          ResourceObservation.drifted(id, List.of("state: expected active, found not accepted"));
      case INITIATING_REQUEST, PROVISIONING -> ResourceObservation.pending(id, "it is being made");
      default ->
          ResourceObservation.unusable(
              id,
              "it is %s: %s; delete it"
                  .formatted(peering.status().codeAsString(), peering.status().message()));
    };
  }

  @Override
  void mend(VpcPeeringConnection peering) {
    switch (code(peering)) {
      case INITIATING_REQUEST, PENDING_ACCEPTANCE -> {
        scope.change(
            "AcceptVpcPeeringConnection",
            peering.vpcPeeringConnectionId(),
            () ->
                scope
                    .clients()
                    .ec2()
                    .acceptVpcPeeringConnection(
                        b -> b.vpcPeeringConnectionId(peering.vpcPeeringConnectionId())));
        seen.forget();
      }
      default -> {}
    }
  }

  @Override
  boolean isUsed(VpcPeeringConnection peering) {
    return code(peering) == VpcPeeringConnectionStateReasonCode.ACTIVE;
  }

  @Override
  boolean isEnding(VpcPeeringConnection peering) {
    return code(peering) == VpcPeeringConnectionStateReasonCode.DELETING;
  }

  @Override
  boolean exists(VpcPeeringConnection peering) {
    return switch (code(peering)) {
      case DELETED, REJECTED, FAILED, EXPIRED -> false;
      default -> true;
    };
  }

  @Override
  void remove(VpcPeeringConnection peering) {
    if (isEnding(peering)) {
      return;
    }
    scope.change(
        "DeleteVpcPeeringConnection",
        peering.vpcPeeringConnectionId(),
        () ->
            scope
                .clients()
                .ec2()
                .deleteVpcPeeringConnection(
                    b -> b.vpcPeeringConnectionId(peering.vpcPeeringConnectionId())));
  }
}
