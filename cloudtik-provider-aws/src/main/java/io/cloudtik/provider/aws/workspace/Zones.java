/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;

/** The zones of the workspace: those that the user named, else the first of the region. */
final class Zones {
  private final Scope scope;
  private @Nullable List<String> ofRegion;

  Zones(Scope scope) {
    this.scope = scope;
  }

  /** Returns the zone of a subnet that is to be made; index from 0. */
  String zone(int index) {
    List<String> named = scope.options().zones();
    List<String> zones = named.isEmpty() ? ofRegion() : named;
    if (index >= zones.size()) {
      throw scope.refusal(
          FailureKind.CONFIGURATION,
          "expected %d zones in %s, and this account has %s"
              .formatted(scope.options().zoneCount(), scope.options().region(), zones),
          "ask for fewer with Aws.zoneCount");
    }
    return zones.get(index);
  }

  /** Returns the first zones. */
  List<String> first(int count) {
    List<String> zones = ofRegion();
    return zones.subList(0, Math.min(count, zones.size()));
  }

  private synchronized List<String> ofRegion() {
    List<String> known = ofRegion;
    if (known == null) {
      known =
          scope
              .read(
                  "DescribeAvailabilityZones",
                  scope.options().region(),
                  () ->
                      scope
                          .clients()
                          .ec2()
                          .describeAvailabilityZones(
                              b -> b.filters(Scope.filter("state", "available")))
                          .availabilityZones())
              .stream()
              .filter(it -> !"local-zone".equals(it.zoneType()))
              .filter(it -> !"wavelength-zone".equals(it.zoneType()))
              .map(AvailabilityZone::zoneName)
              .sorted()
              .toList();
      ofRegion = known;
    }
    return known;
  }
}
