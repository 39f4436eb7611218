/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.PlannedStep;
import io.cloudtik.PlannedStep.Action;
import io.cloudtik.WorkspacePlan;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspacePlanTest {
  private static final WorkspacePlan PLAN =
      WorkspacePlan.of(
          "demo",
          List.of(
              step(Action.CHECK, "network", "VPC of yours").build(),
              step(Action.KEEP, "zones", "two subnets").dependsOn(List.of("network")).build(),
              step(Action.CREATE, "nat", "NAT gateway")
                  .dependsOn(List.of("network", "zones"))
                  .hourlyPrice(new BigDecimal("0.045"))
                  .build(),
              step(Action.UPDATE, "firewall", "rules")
                  .dependsOn(List.of("network"))
                  .differences(List.of("port: expected 22, found 23"))
                  .build(),
              step(Action.REPLACE, "routes", "table")
                  .dependsOn(List.of("nat", "firewall"))
                  .build()));

  @Test
  void itsTextSaysWhatIsDoneInWhatItDiffersAndWhatItCosts() {
    assertThat(PLAN)
        .hasToString(
            """
            workspace demo:
              ? network: VPC of yours
              = zones: two subnets
              + nat: NAT gateway, $0.045 an hour
              ~ firewall: rules
                  port: expected 22, found 23
              -+ routes: table
              cost: $0.045 an hour""");
    assertThat(PLAN.isEmpty()).isFalse();
  }

  @Test
  void itsDrawingShowsEachDependencyOnce() {
    assertThat(PLAN.drawing())
        .isEqualTo(
            """
            workspace demo
            └─ network
               ├─ zones
               │  └─ nat
               └─ firewall
                  └─ routes (and nat)""");
  }

  @Test
  void itsJsonHasAllOfIt() {
    assertThat(PLAN.toJson())
        .contains("\"workspace\":\"demo\"", "\"target\":\"nat\"", "0.045", "\"dependsOn\":[\"nat\"")
        .doesNotContain("\n");
  }

  private static PlannedStep.Builder step(Action action, String target, String detail) {
    return PlannedStep.builder().action(action).target(target).detail(detail);
  }
}
