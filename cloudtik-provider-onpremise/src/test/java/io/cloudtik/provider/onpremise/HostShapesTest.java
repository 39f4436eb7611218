/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.NodeShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostShapesTest {
  private static final List<Host> HOSTS =
      List.of(
          SomeHosts.host("big", 16, 64).type("fat").putLabels("rack", "a").build(),
          SomeHosts.host("gpu", 8, 32).gpus(2).type("gpu").putLabels("rack", "a").build(),
          SomeHosts.host("small", 2, 4).putLabels("rack", "b").build(),
          SomeHosts.host("dead", 64, 64).type("dead").gone(true).build());

  private final HostShapes shapes = new HostShapes(HOSTS);

  private static WorkerGroupSpec.Builder workers() {
    return WorkerGroupSpec.builder().min(0).max(1);
  }

  private static ClusterSpec spec(WorkerGroupSpec workers) {
    return ClusterSpec.builder().name("etl").workerGroups(List.of(workers)).build();
  }

  private List<String> fitting(WorkerGroupSpec workers) {
    return shapes.fitting(shapes.worker(workers)).stream().map(Host::name).toList();
  }

  @Test
  void aShapeIsWhatEachOfTheHostsHas() {
    NodeShape shape = shapes.worker(workers().cpus(5).build());

    assertThat(shape.cpus()).isEqualTo(8);
    assertThat(shape.memory()).isEqualTo(DataSize.gib(32));
    assertThat(shape.instanceType()).isEqualTo("any");
    assertThat(shapes.head(HeadSpec.builder().build()).cpus()).isEqualTo(2);
  }

  @Test
  void smallHostsWithoutGpusAreTakenFirst() {
    assertThat(fitting(workers().build())).containsExactly("small", "big", "gpu");
    assertThat(fitting(workers().cpus(4).build())).containsExactly("big", "gpu");
    assertThat(fitting(workers().gpus(1).build())).containsExactly("gpu");
  }

  @Test
  void typesAndLabelsAreTriedInTheirOrder() {
    assertThat(fitting(workers().addInstanceTypes("gpu").addInstanceTypes("fat").build()))
        .containsExactly("gpu", "big");
    assertThat(fitting(workers().addInstanceTypes("rack=a").build())).containsExactly("big", "gpu");
  }

  @Test
  void whatNoHostIsIsRefusedByName() {
    assertThat(shapes.problems(spec(workers().addInstanceTypes("m5.large").build())))
        .singleElement()
        .asString()
        .contains("instanceTypes", "'m5.large'", "[fat, gpu, host]");
    assertThat(shapes.problems(spec(workers().min(1).cpus(32).build())))
        .singleElement()
        .asString()
        .contains("expected 1 host with at least 32 CPUs", "got 0 of 3");
    assertThat(shapes.problems(spec(workers().min(3).max(3).build())))
        .singleElement()
        .asString()
        .contains("expected at least 4, for the head", "got 3");
  }

  @Test
  void workersNeedHostKeys() {
    List<Host> hosts =
        List.of(
            SomeHosts.host("known", 1, 1).build(),
            SomeHosts.host("trusted", 1, 1).hostKeys(List.of()).anyHostKey(true).build(),
            SomeHosts.host("unknown", 1, 1).hostKeys(List.of()).build());

    assertThat(new HostShapes(hosts).problems(spec(workers().build())))
        .singleElement()
        .asString()
        .contains("host key", "[unknown]");
    assertThat(new HostShapes(hosts).problems(spec(workers().max(0).build()))).isEmpty();
  }

  @Test
  void moreNodesThanHostsAreSaid() {
    assertThat(shapes.notices(spec(workers().max(5).spot(true).build())))
        .anyMatch(notice -> notice.contains("may grow to 6 nodes, there are 3 hosts"))
        .anyMatch(notice -> notice.contains("spot"));
  }
}
