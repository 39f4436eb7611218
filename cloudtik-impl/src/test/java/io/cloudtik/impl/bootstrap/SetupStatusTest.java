/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.discovery.UnknownRuntime;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.CommandSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SetupStatusTest {
  @Test
  void aWorkerWithoutRuntimesAndCommandsIsSetUpBeforeItBegins() {
    assertThat(SetupStatus.beforehand(node("workers"), spec(s -> s)))
        .map(SetupStatus::state)
        .contains(SetupStatus.DONE);
  }

  @Test
  void whatHasWorkIsSetUpByAProcess() {
    String commandBefore = spec(s -> s.addCommandsBefore(CommandSpec.of("true")));
    String commandAfter = spec(s -> s.addCommandsAfter(CommandSpec.of("true")));
    String runtime = spec(s -> s.addRuntimes(new UnknownRuntime("any", Map.of())));

    assertThat(SetupStatus.beforehand(node("workers"), commandBefore)).isEmpty();
    assertThat(SetupStatus.beforehand(node("workers"), commandAfter)).isEmpty();
    assertThat(SetupStatus.beforehand(node("workers"), runtime)).isEmpty();
    assertThat(SetupStatus.beforehand(node(NodeConfig.HEAD), spec(s -> s)))
        .as("the head has core services to set up")
        .isEmpty();
  }

  private static String spec(UnaryOperator<ClusterSpec.Builder> change) {
    return Json.write(
        change.apply(ClusterSpec.builder().name("any").workerGroups(List.of())).build());
  }

  private static NodeConfig node(String group) {
    NodeShape shape =
        NodeShape.builder().instanceType("any").cpus(1).memory(DataSize.gib(1)).build();
    return new NodeConfig(
        1,
        "w",
        "p",
        Map.of(),
        "c",
        "u",
        group + "-1",
        group,
        "127.0.0.1",
        false,
        true,
        shape,
        Map.of(),
        List.of(),
        "",
        Map.of());
  }
}
