/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;

/** A table of routes, with the subnets that go by it. Routes that others add stay. */
final class RouteTablePart extends Ec2Thing<RouteTable> {
  private final Supplier<String> network;
  private final List<SubnetPart> subnets;
  private final List<WantedRoute> routes;

  RouteTablePart(
      Scope scope,
      Listings listings,
      String id,
      Supplier<String> network,
      List<SubnetPart> subnets,
      List<WantedRoute> routes,
      WorkspaceResource... uses) {
    super(scope, id, listings.routeTables, RouteTable::routeTableId, RouteTable::tags, uses);
    this.network = network;
    this.subnets = subnets;
    this.routes = routes;
  }

  @Override
  public String description() {
    return "route table %s of %s"
        .formatted(name(), String.join(", ", subnets.stream().map(Ec2Thing::id).toList()));
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  @Override
  RouteTable make() {
    String in = network.get();
    return scope.change(
        "CreateRouteTable",
        name(),
        () ->
            scope
                .clients()
                .ec2Once()
                .createRouteTable(
                    b ->
                        b.vpcId(in).tagSpecifications(scope.tagged(ResourceType.ROUTE_TABLE, id())))
                .routeTable());
  }

  @Override
  void parentsChanged() {
    subnets.forEach(Ec2Thing::forget);
  }

  private static List<String> associated(RouteTable table) {
    return table.associations().stream()
        .filter(
            it ->
                it.associationState() == null
                    || it.associationState().state() != RouteTableAssociationStateCode.FAILED)
        .map(RouteTableAssociation::subnetId)
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  ResourceObservation state(RouteTable table) {
    List<String> differences = new ArrayList<>(Routes.differences(table, routes));
    List<String> associated = associated(table);
    for (SubnetPart subnet : subnets) {
      if (!associated.contains(subnet.shownId())) {
        differences.add("%s: expected to go by it, found that it does not".formatted(subnet.id()));
      }
    }
    return differences.isEmpty()
        ? ResourceObservation.present(table.routeTableId())
        : ResourceObservation.drifted(table.routeTableId(), differences);
  }

  @Override
  boolean isUsed(RouteTable table) {
    return !associated(table).isEmpty();
  }

  @Override
  void mend(RouteTable table) {
    try {
      RouteTable.Builder now = table.toBuilder().routes(new Routes(scope).mend(table, routes));
      List<RouteTableAssociation> associations = new ArrayList<>(table.associations());
      for (SubnetPart subnet : subnets) {
        if (!associated(table).contains(subnet.requireId())) {
          associations.add(associate(table.routeTableId(), subnet.requireId()));
        }
      }
      changed(now.associations(associations).build());
    } catch (ProviderException e) {
      forget();
      throw e;
    }
  }

  private RouteTableAssociation associate(String table, String subnet) {
    try {
      String association =
          scope.change(
              "AssociateRouteTable",
              table + " " + subnet,
              () ->
                  scope
                      .clients()
                      .ec2()
                      .associateRouteTable(b -> b.routeTableId(table).subnetId(subnet))
                      .associationId());
      return RouteTableAssociation.builder()
          .routeTableAssociationId(association)
          .subnetId(subnet)
          .build();
    } catch (ProviderException e) {
      if (!Scope.hasCode(e, "Resource.AlreadyAssociated")) {
        throw e;
      }
      return takeOver(table, subnet, e);
    }
  }

  /** Somebody made the subnet go by another table. */
  private RouteTableAssociation takeOver(String table, String subnet, ProviderException e) {
    RouteTableAssociation other =
        scope
            .read(
                "DescribeRouteTables",
                subnet,
                () ->
                    scope
                        .clients()
                        .ec2()
                        .describeRouteTables(
                            b -> b.filters(Scope.filter("association.subnet-id", subnet)))
                        .routeTables())
            .stream()
            .flatMap(it -> it.associations().stream())
            .filter(it -> subnet.equals(it.subnetId()))
            .findFirst()
            .orElseThrow(() -> e);
    if (table.equals(other.routeTableId())) {
      return other;
    }
    String association =
        scope.change(
            "ReplaceRouteTableAssociation",
            table + " " + subnet,
            () ->
                scope
                    .clients()
                    .ec2()
                    .replaceRouteTableAssociation(
                        b -> b.associationId(other.routeTableAssociationId()).routeTableId(table))
                    .newAssociationId());
    return RouteTableAssociation.builder()
        .routeTableAssociationId(association)
        .subnetId(subnet)
        .build();
  }

  @Override
  void remove(RouteTable table) {
    for (RouteTableAssociation association : table.associations()) {
      if (association.subnetId() != null) {
        disassociate(association.routeTableAssociationId());
      }
    }
    scope.change(
        "DeleteRouteTable",
        table.routeTableId(),
        () -> scope.clients().ec2().deleteRouteTable(b -> b.routeTableId(table.routeTableId())));
  }

  private void disassociate(String association) {
    try {
      scope.change(
          "DisassociateRouteTable",
          association,
          () -> scope.clients().ec2().disassociateRouteTable(b -> b.associationId(association)));
    } catch (ProviderException e) {
      if (!Scope.isKind(e, io.cloudtik.error.FailureKind.NOT_FOUND)) {
        throw e;
      }
    }
  }
}
