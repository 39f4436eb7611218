/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.provider.aws.workspace.WantedRoute.Way;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** The routes to the workspace in all tables of the user's network. The tables are the user's. */
final class PeerRoutes implements WorkspaceResource {
  private final Scope scope;
  private final String peer;
  private final Peering peering;
  private final String block;
  private final WantedRoute wanted;

  PeerRoutes(Scope scope, String peer, Peering peering) {
    this.scope = scope;
    this.peer = peer;
    this.peering = peering;
    this.block = scope.options().cidr().toString();
    this.wanted = new WantedRoute(() -> block, Way.PEERING, peering::shownId, peering::requireId);
  }

  @Override
  public String id() {
    return "peer-routes";
  }

  @Override
  public String description() {
    return "routes to %s in the tables of %s".formatted(block, peer);
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of(peering.id());
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  private List<RouteTable> tables() {
    return scope.read(
        "DescribeRouteTables",
        peer,
        () ->
            scope
                .clients()
                .ec2()
                .describeRouteTables(b -> b.filters(Scope.filter("vpc-id", peer)))
                .routeTables());
  }

  private Optional<Route> route(RouteTable table) {
    return table.routes().stream().filter(wanted::isTo).findFirst();
  }

  @Override
  public ResourceObservation observe() {
    List<RouteTable> tables = tables();
    List<String> differences = new ArrayList<>();
    int there = 0;
    for (RouteTable table : tables) {
      Optional<Route> route = route(table);
      if (route.isPresent() && route.get().vpcPeeringConnectionId() == null) {
        return ResourceObservation.unusable(
            table.routeTableId(),
            "%s has another route to %s; choose another block with Aws.cidr"
                .formatted(table.routeTableId(), block));
      }
      there += route.isPresent() ? 1 : 0;
      String difference = wanted.difference(table.routes());
      if (!difference.isEmpty()) {
        differences.add(table.routeTableId() + ": " + difference);
      }
    }
    if (there == 0 && !tables.isEmpty()) {
      return ResourceObservation.absent();
    }
    return differences.isEmpty()
        ? ResourceObservation.present(peer)
        : ResourceObservation.drifted(peer, differences);
  }

  @Override
  public void create() {
    for (RouteTable table : tables()) {
      new Routes(scope).mend(table, List.of(wanted));
    }
  }

  @Override
  public void delete() {
    for (RouteTable table : tables()) {
      if (route(table).filter(it -> it.vpcPeeringConnectionId() != null).isPresent()) {
        try {
          new Routes(scope).delete(table.routeTableId(), block);
        } catch (ProviderException e) {
          if (!Scope.isKind(e, FailureKind.NOT_FOUND)) {
            throw e;
          }
        }
      }
    }
  }
}
