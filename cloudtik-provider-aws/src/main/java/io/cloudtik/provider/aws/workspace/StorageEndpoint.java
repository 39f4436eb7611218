/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * The private way to S3, on all tables of the workspace; it costs nothing. A table takes one such
 * endpoint only, so none is made twice.
 */
final class StorageEndpoint extends Ec2Thing<VpcEndpoint> {
  private final Supplier<String> network;
  private final List<RouteTablePart> tables;

  StorageEndpoint(
      Scope scope, Listings listings, Supplier<String> network, List<RouteTablePart> tables) {
    super(
        scope,
        "storage-endpoint",
        listings.endpoints,
        VpcEndpoint::vpcEndpointId,
        VpcEndpoint::tags,
        tables.toArray(WorkspaceResource[]::new));
    this.network = network;
    this.tables = tables;
  }

  @Override
  public String description() {
    return "gateway endpoint of S3 " + name();
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  @Override
  Duration slowness() {
    return Duration.ofSeconds(10);
  }

  @Override
  boolean isUnique() {
    return true;
  }

  @Override
  VpcEndpoint make() {
    String in = network.get();
    List<String> on = tables.stream().map(Ec2Thing::requireId).toList();
    return scope.change(
        "CreateVpcEndpoint",
        name(),
        () ->
            scope
                .clients()
                .ec2Once()
                .createVpcEndpoint(
                    b ->
                        b.vpcId(in)
                            .vpcEndpointType(VpcEndpointType.GATEWAY)
                            .serviceName("com.amazonaws.%s.s3".formatted(scope.options().region()))
                            .routeTableIds(on)
                            .tagSpecifications(scope.tagged(ResourceType.VPC_ENDPOINT, id())))
                .vpcEndpoint());
  }

  @Override
  void parentsChanged() {
    tables.forEach(Ec2Thing::forget);
  }

  /** The API answers with small letters, and its model has large ones. */
  static boolean is(VpcEndpoint endpoint, String... states) {
    return List.of(states)
        .contains(String.valueOf(endpoint.stateAsString()).toLowerCase(Locale.ROOT));
  }

  private List<String> missing(VpcEndpoint endpoint, boolean required) {
    return tables.stream()
        .map(it -> required ? it.requireId() : it.shownId())
        .filter(it -> !endpoint.routeTableIds().contains(it))
        .toList();
  }

  @Override
  ResourceObservation state(VpcEndpoint endpoint) {
    String id = endpoint.vpcEndpointId();
    if (is(endpoint, "pending", "pendingacceptance")) {
      return ResourceObservation.pending(id, "it is being made");
    }
    List<String> missing = missing(endpoint, false);
    return missing.isEmpty()
        ? ResourceObservation.present(id)
        : ResourceObservation.drifted(
            id, List.of("route tables: expected also %s".formatted(missing)));
  }

  @Override
  void mend(VpcEndpoint endpoint) {
    List<String> missing = missing(endpoint, true);
    if (!missing.isEmpty()) {
      scope.change(
          "ModifyVpcEndpoint",
          endpoint.vpcEndpointId(),
          () ->
              scope
                  .clients()
                  .ec2()
                  .modifyVpcEndpoint(
                      b -> b.vpcEndpointId(endpoint.vpcEndpointId()).addRouteTableIds(missing)));
      seen.forget();
    }
  }

  @Override
  boolean isEnding(VpcEndpoint endpoint) {
    return is(endpoint, "deleting");
  }

  @Override
  boolean exists(VpcEndpoint endpoint) {
    return !is(endpoint, "deleted");
  }

  @Override
  void remove(VpcEndpoint endpoint) {
    if (isEnding(endpoint)) {
      return;
    }
    scope.change(
        "DeleteVpcEndpoints",
        endpoint.vpcEndpointId(),
        () ->
            scope
                .clients()
                .ec2()
                .deleteVpcEndpoints(b -> b.vpcEndpointIds(endpoint.vpcEndpointId())));
  }
}
