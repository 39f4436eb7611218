/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.Operation;
import io.cloudtik.Workspace;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.DesiredRecord;
import io.cloudtik.impl.record.HeadRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A head that freezes in the middle of a launch while a second one takes over, and wakes up again.
 * No provider lets two machines have one slot; so the second is made beside it, as it is when a
 * provider believes a machine gone that runs on.
 */
abstract class OldHeadScenarioIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir private Path directory;
  private Workspace workspace;
  private Cluster cluster;
  private ProcessAddress secondAddress;

  abstract Local provider(Path home);

  @BeforeEach
  void startACluster() {
    workspace = Workspace.create("demo", provider(directory.resolve("home")));
    cluster =
        workspace.cluster("etl").withWorkers(w -> w.cpus(1).min(1).max(4)).start().await(SOON);
    secondAddress =
        ProcessAddress.builder()
            .host("127.0.0.1")
            .directory(directory.resolve("second"))
            .sharedHost(true)
            .isolated(provider(directory).isCloudLike())
            .putEnvironment("CLOUDTIK_MACHINE", "second-head-of-" + cluster.uid())
            .build();
  }

  @AfterEach
  void leaveNothing() {
    NodeProcesses second = second();
    while (!second.all().isEmpty()) {
      Frozen.kill(second.all());
    }
    assertThat(cluster.terminate().leftBehind()).isEmpty();
    workspace.delete();
    workspace.close();
  }

  @Test
  void aHeadThatWasFrozenWhileItLaunchedDoesNothingMoreAndEndsItself() throws Exception {
    WorkspaceRecords records = TestMachines.records(workspace);
    NodeProcesses first = NodeProcesses.of(workspace, cluster, "head");
    long firstGeneration = head(records).generation();
    Operation<Cluster> growth = cluster.scaleTo(3);
    Eventually.becomes("intents", () -> intents(records), all -> all.size() > 1);

    Path local = directory.resolve("home/local");
    List<Path> locks = List.of(local.resolve("demo/store/lock"), local.resolve(".lock"));
    try (Frozen frozen = Frozen.freezeWithoutLocks(first.all(), locks)) {
      assertThat(frozen).isNotNull();
      startSecondHead(new NodeLayout(first.directory()));
      Waiter.waitFor("the second head to take over", SOON)
          .untilTrue(
              () -> head(records).generation() > firstGeneration, () -> head(records).toString());
      growth.await(SOON);
    }
    Map<String, String> machines = machines();
    List<String> intents = intents(records);
    HeadRecord head = head(records);
    DesiredRecord desired = desired(records);

    Eventually.becomes("processes of the old head", first::all, List::isEmpty);

    assertThat(machines()).isEqualTo(machines).hasSize(3);
    assertThat(intents(records)).isEqualTo(intents).hasSize(3);
    assertThat(head(records)).isEqualTo(head);
    assertThat(desired(records)).isEqualTo(desired);
    assertThat(desired.nextNumber()).containsEntry("workers", 4);
    for (String worker : machines.keySet()) {
      assertThat(redisOf(NodeProcesses.of(workspace, cluster, worker).directory()))
          .isEqualTo(head.redis());
    }
    assertThat(cluster.status().readyWorkers()).isEqualTo(3);
  }

  private NodeProcesses second() {
    return new NodeProcesses(secondAddress.directory(), TestMachines.marker(secondAddress));
  }

  private void startSecondHead(NodeLayout first) throws IOException {
    NodeConfig old = Json.read(Files.readString(first.nodeConfig()), NodeConfig.class);
    NodeConfig config =
        new NodeConfig(
            old.protocol(),
            old.workspace(),
            old.provider(),
            old.providerOptions(),
            old.cluster(),
            old.clusterUid(),
            old.nodeId(),
            old.group(),
            secondAddress.host(),
            secondAddress.sharedHost(),
            secondAddress.isolated(),
            old.shape(),
            secondAddress.environment(),
            old.runtimes(),
            old.dataUri(),
            old.dataOptions());
    Map<String, String> secrets = new TreeMap<>();
    for (String name : List.of("redis-client", "redis-node", "redis-controller", "cluster")) {
      secrets.put(name, Files.readString(first.secret(name)));
    }
    Map<String, Path> bundles = new TreeMap<>();
    try (Stream<Path> jars = Files.list(first.bundles())) {
      jars.filter(jar -> jar.toString().endsWith(".jar"))
          .forEach(jar -> bundles.put(jar.getFileName().toString().replace(".jar", ""), jar));
    }
    String spec = Files.readString(first.clusterSpec());
    try (MachineAccess access = MachineAccesses.open(secondAddress)) {
      Bootstrap.run(
          config,
          access,
          new BootstrapParts(spec, secrets, null, List.of(), bundles, null, Map.of()));
    }
  }

  private RedisEndpoints redisOf(Path node) {
    String json = LocalFiles.read(new NodeLayout(node).redisEndpoints()).orElseThrow();
    return Json.read(json, RedisEndpoints.class);
  }

  private HeadRecord head(WorkspaceRecords records) {
    return records.value(RecordKeys.head(cluster.uid()), HeadRecord.class).orElseThrow();
  }

  private DesiredRecord desired(WorkspaceRecords records) {
    return records.value(RecordKeys.desired(cluster.uid()), DesiredRecord.class).orElseThrow();
  }

  private List<String> intents(WorkspaceRecords records) {
    List<String> workers = new ArrayList<>(records.store().list(RecordKeys.intents(cluster.uid())));
    workers.remove(RecordKeys.intent(cluster.uid(), NodeConfig.HEAD));
    return workers;
  }

  private Map<String, String> machines() {
    Map<String, String> machines = new TreeMap<>();
    for (SlotObservation slot : TestMachines.slots(workspace, cluster.uid())) {
      if (!slot.slot().equals("head") && slot.state() == SlotState.RUNNING) {
        machines.put(slot.slot(), slot.machineId().orElseThrow());
      }
    }
    return machines;
  }
}
