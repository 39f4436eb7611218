/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OfferingOrderTest {
  private static final Offering SMALL_A = offering("small", "a", false, "0.10");
  private static final Offering SMALL_B = offering("small", "b", false, "0.10");
  private static final Offering LARGE_A = offering("large", "a", false, "0.20");
  private static final Offering SMALL_SPOT = offering("small", "a", true, "0.04");
  private static final Offering LARGE_SPOT = offering("large", "b", true, "0.03");
  private static final List<Offering> ALL =
      List.of(LARGE_A, SMALL_A, SMALL_B, SMALL_SPOT, LARGE_SPOT);

  @Test
  void theCheaperComesFirstAndThenTheOrderOfTheProvider() {
    assertThat(OfferingOrder.ofWorkers(WorkerGroupSpec.builder().build(), ALL))
        .containsExactly(SMALL_A, SMALL_B, LARGE_A);
  }

  @Test
  void spotComesBeforeOnDemandWhateverThePrice() {
    WorkerGroupSpec spot = WorkerGroupSpec.builder().spot().build();

    assertThat(OfferingOrder.ofWorkers(spot, ALL))
        .containsExactly(LARGE_SPOT, SMALL_SPOT, SMALL_A, SMALL_B, LARGE_A);
    assertThat(OfferingOrder.ofWorkers(spot.with(it -> it.onDemandFallback(false)), ALL))
        .containsExactly(LARGE_SPOT, SMALL_SPOT);
  }

  @Test
  void typesComeAsTheSpecHasThem() {
    WorkerGroupSpec group =
        WorkerGroupSpec.builder().addInstanceTypes("large").addInstanceTypes("small").build();

    assertThat(OfferingOrder.ofWorkers(group, ALL)).containsExactly(LARGE_A, SMALL_A, SMALL_B);
  }

  @Test
  void aMarketThatIsNotThereLeavesTheOther() {
    WorkerGroupSpec spot = WorkerGroupSpec.builder().spot().onDemandFallback(false).build();

    assertThat(OfferingOrder.ofWorkers(spot, List.of(SMALL_A))).containsExactly(SMALL_A);
  }

  @Test
  void aHeadIsOnDemand() {
    assertThat(OfferingOrder.ofHead(HeadSpec.builder().build(), ALL))
        .containsExactly(SMALL_A, SMALL_B, LARGE_A);
  }

  private static Offering offering(String type, String zone, boolean spot, String price) {
    return Offering.builder()
        .shape(NodeShape.builder().instanceType(type).cpus(2).memory(DataSize.gib(4)).build())
        .zone(zone)
        .spot(spot)
        .hourlyPrice(new BigDecimal(price))
        .build();
  }
}
