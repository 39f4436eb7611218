/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceObservation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The way of the public subnets to the internet, attached to the network. */
final class InternetGatewayPart extends Ec2Thing<InternetGateway> {
  private final Network network;

  InternetGatewayPart(Scope scope, Listings listings, Network network) {
    super(
        scope,
        "internet-gateway",
        listings.internetGateways,
        InternetGateway::internetGatewayId,
        InternetGateway::tags,
        network);
    this.network = network;
  }

  @Override
  public String description() {
    return "internet gateway " + name();
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  @Override
  InternetGateway make() {
    return scope.change(
        "CreateInternetGateway",
        name(),
        () ->
            scope
                .clients()
                .ec2Once()
                .createInternetGateway(
                    b -> b.tagSpecifications(scope.tagged(ResourceType.INTERNET_GATEWAY, id())))
                .internetGateway());
  }

  private List<String> attachments(InternetGateway gateway) {
    return gateway.attachments().stream().map(InternetGatewayAttachment::vpcId).toList();
  }

  @Override
  ResourceObservation state(InternetGateway gateway) {
    String expected = network.shownId();
    return attachments(gateway).contains(expected)
        ? ResourceObservation.present(gateway.internetGatewayId())
        : ResourceObservation.drifted(
            gateway.internetGatewayId(),
            List.of(
                "attached to: expected %s, found %s".formatted(expected, attachments(gateway))));
  }

  @Override
  void parentsChanged() {
    network.forget();
  }

  @Override
  boolean isUsed(InternetGateway gateway) {
    return !gateway.attachments().isEmpty();
  }

  @Override
  void mend(InternetGateway gateway) {
    String expected = network.requireId();
    String id = gateway.internetGatewayId();
    if (attachments(gateway).contains(expected)) {
      return;
    }
    attachments(gateway).forEach(other -> detach(id, other));
    try {
      scope.change(
          "AttachInternetGateway",
          id,
          () ->
              scope
                  .clients()
                  .ec2()
                  .attachInternetGateway(b -> b.internetGatewayId(id).vpcId(expected)));
    } catch (ProviderException e) {
      seen.forget();
      if (!Scope.hasCode(e, "Resource.AlreadyAssociated")) {
        throw e;
      }
      return;
    }
    changed(
        gateway.toBuilder()
            .attachments(InternetGatewayAttachment.builder().vpcId(expected).build())
            .build());
  }

  private void detach(String id, String from) {
    try {
      scope.change(
          "DetachInternetGateway",
          id,
          () ->
              scope
                  .clients()
                  .ec2()
                  .detachInternetGateway(b -> b.internetGatewayId(id).vpcId(from)));
    } catch (ProviderException e) {
      if (!Scope.hasCode(e, "Gateway.NotAttached")) {
        throw e;
      }
    }
  }

  @Override
  void remove(InternetGateway gateway) {
    String id = gateway.internetGatewayId();
    attachments(gateway).forEach(from -> detach(id, from));
    scope.change(
        "DeleteInternetGateway",
        id,
        () -> scope.clients().ec2().deleteInternetGateway(b -> b.internetGatewayId(id)));
  }

  @Override
  List<String> users(InternetGateway gateway) {
    return attachments(gateway).stream()
        .flatMap(from -> new Users(scope).in("vpc-id", from).stream())
        .toList();
  }
}
