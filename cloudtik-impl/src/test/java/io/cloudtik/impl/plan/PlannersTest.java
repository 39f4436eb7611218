/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.cloudtik.ClusterPlan;
import io.cloudtik.PlannedStep;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannersTest {
  private static final NodeShape SHAPE =
      NodeShape.builder().instanceType("local").cpus(2).memory(DataSize.gib(2)).build();

  private static final Offering LOCAL = Offering.of(SHAPE);

  @Test
  void aClusterPlanNamesNodesServicesAndTheDefaultLifetime() {
    ClusterSpec spec =
        ClusterSpec.builder()
            .name("etl")
            .workerGroups(List.of(WorkerGroupSpec.builder().min(2).max(5).build()))
            .build();

    ClusterPlan plan = ClusterPlanner.plan(spec, LOCAL, group -> LOCAL, List.of("careful"));

    assertThat(plan.toString())
        .contains("+ head: local with 2 cpus, 2GiB")
        .contains("+ workers: 2 to 5 workers, each local with 2 cpus, 2GiB")
        .contains("1 shard")
        .contains("note: careful")
        .contains("note: lifetime: until idle for PT1H (the default)");
  }

  @Test
  void aClusterPlanHasItsCostIfThePricesAreKnown() {
    ClusterSpec spec =
        ClusterSpec.builder()
            .name("etl")
            .hourlyBudget(new BigDecimal("1.25"))
            .workerGroups(List.of(WorkerGroupSpec.builder().min(2).max(5).build()))
            .build();
    Offering priced = Offering.builder().shape(SHAPE).hourlyPrice(new BigDecimal("0.40")).build();

    assertThat(ClusterPlanner.plan(spec, priced, group -> priced, List.of()).notices())
        .contains("cost: $1.2 to $2.4 an hour");
    assertThat(Cost.problems(spec, priced, group -> priced)).isEmpty();
    assertThat(
            Cost.problems(
                spec.with(it -> it.hourlyBudget(BigDecimal.ONE)), priced, group -> priced))
        .singleElement(STRING)
        .contains("expected at least $1.2", "got $1");
    assertThat(Cost.problems(spec, priced, group -> LOCAL))
        .singleElement(STRING)
        .contains("expected a provider that gives prices");
    assertThat(ClusterPlanner.plan(spec, LOCAL, group -> priced, List.of()).notices())
        .noneMatch(notice -> notice.startsWith("cost"));
  }

  @Test
  void theDifferenceOfTwoSpecsNamesWhatDiffers() {
    ClusterSpec one = ClusterSpec.builder().name("etl").build();
    ClusterSpec two = one.with(spec -> spec.redisShards(3).putTags("team", "a"));

    assertThat(SpecDiff.between(one, two))
        .containsExactly(
            "redisShards: runs with 1, wanted 3", "tags.team: runs with none, wanted a");
    ClusterSpec three =
        one.with(
            spec -> spec.workerGroups(List.of(WorkerGroupSpec.builder().max(5).cpus(8).build())));
    assertThat(SpecDiff.between(one, three))
        .containsExactly(
            "workers.workers.cpus: runs with the provider's default, wanted 8",
            "workers.workers.max: runs with 1, wanted 5");
    assertThat(SpecDiff.between(one, one)).isEmpty();
  }

  @Test
  void aContainerIsPlannedAndComparedByWhatItIs() {
    ClusterSpec host = ClusterSpec.builder().name("etl").build();
    ClusterSpec old = host.with(spec -> spec.container(container("a:1", "a:head")));
    ClusterSpec fresh = host.with(spec -> spec.container(container("a:2", "a:head")));

    assertThat(SpecDiff.between(old, fresh))
        .containsExactly("container.image: runs with a:1, wanted a:2");
    assertThat(SpecDiff.between(host, old)).contains("container.image: runs with none, wanted a:1");
    assertThat(ClusterPlanner.plan(old, LOCAL, group -> LOCAL, List.of()).steps())
        .extracting(PlannedStep::detail)
        .anyMatch(detail -> detail.endsWith("in a container of a:head"))
        .anyMatch(detail -> detail.endsWith("in a container of a:1"));
  }

  private static ContainerSpec container(String image, String head) {
    return ContainerSpec.builder().image(image).headImage(head).build();
  }
}
