/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.ServiceState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.event.Event;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import io.cloudtik.impl.discovery.UnknownRuntime;
import io.cloudtik.impl.record.LeaseRecord;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.CommandSpec;
import io.cloudtik.spec.ContainerMount;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.FileSpec;
import io.cloudtik.spec.JavaArchive;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void aFullClusterSpecComesBackEqual() {
    ClusterSpec spec =
        ClusterSpec.builder()
            .name("etl")
            .workerGroups(
                List.of(
                    WorkerGroupSpec.builder()
                        .cpus(8)
                        .memory(DataSize.gib(32))
                        .min(2)
                        .max(50)
                        .spot()
                        .build(),
                    WorkerGroupSpec.builder().name("gpu").gpus(1).putLabels("a", "b").build()))
            .addRuntimes(new UnknownRuntime("spark", Map.of("version", "4.0.1")))
            .lifetime(Lifetime.untilIdle(Duration.ofMinutes(30)).atMost(Duration.ofHours(4)))
            .redisShards(2)
            .addFiles(FileSpec.of(Path.of("/tmp/a b"), "conf/a"))
            .java(JavaArchive.at(URI.create("http://a.b/jre.tar"), "0".repeat(64)))
            .addDataDisks("/dev/nvme[1-9]n1")
            .container(
                ContainerSpec.builder()
                    .image("a/b:1")
                    .archive(Path.of("/c d"))
                    .addMounts(ContainerMount.of(Path.of("/m")))
                    .sharedMemory(DataSize.gib(1))
                    .addCapabilities("SYS_PTRACE")
                    .addDevices(Path.of("/dev/fuse"))
                    .build())
            .putEnvironment("A", "1 \"quoted\" ü\n")
            .addCommandsBefore(CommandSpec.of("echo", "$HOME"))
            .putTags("team", "x")
            .build();

    assertThat(Json.read(Json.write(spec), ClusterSpec.class)).isEqualTo(spec);
  }

  @Test
  void anEmptyListOfWorkerGroupsStaysEmpty() {
    ClusterSpec spec = ClusterSpec.builder().name("solo").workerGroups(List.of()).build();

    assertThat(Json.read(Json.write(spec), ClusterSpec.class).workerGroups()).isEmpty();
  }

  @Test
  void jobsServicesAndNodesComeBackEqual() {
    JobSpec job =
        JobSpec.command("ls", "-l").with(j -> j.key("k").timeLimit(Duration.ofMinutes(2)));
    ServiceSpec service =
        ServiceSpec.builder()
            .name("web")
            .process(
                ProcessSpec.builder()
                    .addAllCommand(List.of("a", "b c"))
                    .directory(Path.of("/x"))
                    .putEnvironment("K", "v")
                    .build())
            .putPorts("http", 80)
            .readiness(HealthCheck.http("127.0.0.1", 80, "/ok"))
            .build();
    Node node =
        Node.builder()
            .id("head")
            .group("head")
            .state(NodeState.READY)
            .since(Instant.EPOCH)
            .cpus(2)
            .memory(DataSize.gib(2))
            .cpuUsed(0.5)
            .putServices("web", ServiceState.HEALTHY)
            .build();

    assertThat(Json.read(Json.write(job), JobSpec.class)).isEqualTo(job);
    assertThat(Json.read(Json.write(service), ServiceSpec.class)).isEqualTo(service);
    assertThat(Json.read(Json.write(node), Node.class)).isEqualTo(node);
  }

  @Test
  void anEventIsReadAsItsOwnType() {
    Event event =
        StepEvent.builder()
            .at(Instant.EPOCH)
            .subject("etl")
            .message("m")
            .step(Step.CREATE_HEAD)
            .state(StepState.STARTED)
            .build();

    assertThat(Json.read(Json.write(event), Event.class)).isEqualTo(event);
  }

  @Test
  void unknownPropertiesOfANewerWriterAreIgnored() {
    assertThat(Json.read("{\"holder\":\"a\",\"generation\":3,\"new\":1}", LeaseRecord.class))
        .isEqualTo(new LeaseRecord("a", 3));
  }

  @Test
  void textThatDoesNotFitSaysWhereWithoutQuotingTheContent() {
    assertThatThrownBy(() -> Json.read("{\"holder\": secret!", LeaseRecord.class))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("LeaseRecord")
        .hasMessageContaining("line 1")
        .message()
        .doesNotContain("secret");
  }
}
