/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.NodeState;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.heartbeat.LossAdvice;
import io.cloudtik.spi.provider.ProcessAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPartsTest {
  @TempDir Path directory;

  @Test
  void aWorkerReachesSharedDataAsItsHeadDoes() {
    ClusterParts parts = new Simulation(Specs.workers(1)).parts();
    NodeRecord record =
        NodeRecord.first("workers-1", "workers", null, NodeState.QUEUED, Instant.EPOCH, "");

    NodeConfig worker =
        new WorkerParts(parts, new NodeLayout(directory), node -> FakeCloud.SHAPE)
            .config(record, ProcessAddress.builder().host("10.0.0.2").directory(directory).build());

    assertThat(worker.dataUri()).isEqualTo(parts.config().dataUri());
    assertThat(worker.dataOptions())
        .isEqualTo(Map.of("fs.s3a.endpoint.region", "eu-west-1"))
        .isEqualTo(parts.config().dataOptions());
  }

  @Test
  void aWorkerAsksWhatItsProviderSays() {
    Simulation cluster = new Simulation(Specs.workers(1));
    cluster.cloud.lossAdvice = "echo soon";
    NodeRecord record =
        NodeRecord.first("workers-1", "workers", null, NodeState.QUEUED, Instant.EPOCH, "");

    NodeConfig worker =
        new WorkerParts(cluster.parts(), new NodeLayout(directory), node -> FakeCloud.SHAPE)
            .config(record, ProcessAddress.builder().host("10.0.0.2").directory(directory).build());

    assertThat(worker.environment()).containsEntry(LossAdvice.VARIABLE, "echo soon");
  }
}
