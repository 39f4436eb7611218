/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.ProviderException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Puts routes into a table, and leaves those alone that others put there. */
final class Routes {
  private final Scope scope;

  Routes(Scope scope) {
    this.scope = scope;
  }

  static List<String> differences(RouteTable table, List<WantedRoute> wanted) {
    return wanted.stream()
        .map(route -> route.difference(table.routes()))
        .filter(it -> !it.isEmpty())
        .toList();
  }

  /** Mends the routes of a table, and returns them as they are now. */
  List<Route> mend(RouteTable table, List<WantedRoute> wanted) {
    List<Route> routes = new ArrayList<>(table.routes());
    for (WantedRoute route : wanted) {
      if (!route.difference(routes).isEmpty()) {
        boolean replaced = routes.removeIf(route::isTo);
        routes.add(put(table.routeTableId(), route, replaced));
      }
    }
    return routes;
  }

  private Route put(String table, WantedRoute route, boolean replaces) {
    String target = route.required().get();
    String destination = route.destination().get();
    if (replaces) {
      replace(table, route.way(), destination, target);
    } else {
      try {
        create(table, route.way(), destination, target);
      } catch (ProviderException e) {
        if (!Scope.hasCode(e, "RouteAlreadyExists")) {
          throw e;
        }
        replace(table, route.way(), destination, target);
      }
    }
    Route.Builder made = Route.builder().destinationCidrBlock(destination).state("active");
    switch (route.way()) {
      case INTERNET_GATEWAY -> made.gatewayId(target);
      case NAT_GATEWAY -> made.natGatewayId(target);
      case PEERING -> made.vpcPeeringConnectionId(target);
    }
    return made.build();
  }

  private void create(String table, WantedRoute.Way way, String destination, String target) {
    scope.change(
        "CreateRoute",
        table + " " + destination,
        () ->
            scope
                .clients()
                .ec2()
                .createRoute(
                    b -> {
                      b.routeTableId(table).destinationCidrBlock(destination);
                      switch (way) {
                        case INTERNET_GATEWAY -> b.gatewayId(target);
                        case NAT_GATEWAY -> b.natGatewayId(target);
                        case PEERING -> b.vpcPeeringConnectionId(target);
                      }
                    }));
  }

  private void replace(String table, WantedRoute.Way way, String destination, String target) {
    scope.change(
        "ReplaceRoute",
        table + " " + destination,
        () ->
            scope
                .clients()
                .ec2()
                .replaceRoute(
                    b -> {
                      b.routeTableId(table).destinationCidrBlock(destination);
                      switch (way) {
                        case INTERNET_GATEWAY -> b.gatewayId(target);
                        case NAT_GATEWAY -> b.natGatewayId(target);
                        case PEERING -> b.vpcPeeringConnectionId(target);
                      }
                    }));
  }

  void delete(String table, String destination) {
    scope.change(
        "DeleteRoute",
        table + " " + destination,
        () ->
            scope
                .clients()
                .ec2()
                .deleteRoute(b -> b.routeTableId(table).destinationCidrBlock(destination)));
  }
}
