/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;

/**
 * A route as it should be.
 *
 * @param destination a block of addresses
 * @param way to what kind of thing it leads
 * @param shown the id of that thing, for a comparison
 * @param required the id of that thing, which must be there
 */
record WantedRoute(
    Supplier<String> destination, Way way, Supplier<String> shown, Supplier<String> required) {
  static final String EVERYWHERE = "0.0.0.0/0";

  enum Way {
    INTERNET_GATEWAY,
    NAT_GATEWAY,
    PEERING;

    String target(Route route) {
      String target =
          switch (this) {
            case INTERNET_GATEWAY -> route.gatewayId();
            case NAT_GATEWAY -> route.natGatewayId();
            case PEERING -> route.vpcPeeringConnectionId();
          };
      return Objects.requireNonNullElse(target, "something else");
    }
  }

  static WantedRoute everywhere(Way way, Ec2Thing<?> thing) {
    return new WantedRoute(() -> EVERYWHERE, way, thing::shownId, thing::requireId);
  }

  boolean isTo(Route route) {
    return destination.get().equals(route.destinationCidrBlock());
  }

  /** Returns what differs; empty if nothing does. */
  String difference(Iterable<Route> routes) {
    for (Route route : routes) {
      if (isTo(route)) {
        String target = way.target(route);
        String found = route.state() == RouteState.BLACKHOLE ? target + ", which is gone" : target;
        return found.equals(shown.get()) ? "" : text(found);
      }
    }
    return text("nothing");
  }

  private String text(String found) {
    return "route to %s: expected %s, found %s".formatted(destination.get(), shown.get(), found);
  }
}
