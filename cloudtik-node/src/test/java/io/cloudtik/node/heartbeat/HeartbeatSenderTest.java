/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cloudtik.ServiceState;
import io.cloudtik.event.Event;
import io.cloudtik.event.ServiceEvent;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.node.link.MemoryClusterState;
import io.cloudtik.node.process.NodeFolder;
import io.cloudtik.node.supervisor.ServiceChange;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeartbeatSenderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryClusterState state = new MemoryClusterState();
  private final EventOutbox events = new EventOutbox("etl", "head");
  @TempDir private Path root;
  private HeartbeatSender sender;

  @BeforeEach
  void open() {
    NodeFolder node = NodeFolder.head(root);
    LocalFiles.write(
        node.layout().redisEndpoints(),
        Json.write(new RedisEndpoints("127.0.0.1", 6379, List.of())),
        false);
    EndpointSpec master =
        EndpointSpec.builder().name("master").scheme("spark").host("h").port(7077).build();
    LocalFiles.write(node.layout().published(), Json.write(List.of(master)), false);
    sender =
        new HeartbeatSender(
            node.layout(),
            node.config(),
            new Health(),
            new ClusterLink(node.layout().redisEndpoints(), e -> state),
            events,
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private record Health() implements NodeHealth {
    @Override
    public SetupStatus setup() {
      return new SetupStatus(SetupStatus.RUNNING, "install spark", "jars", 3, 9, "");
    }

    @Override
    public Map<String, ServiceReport> services() {
      return Map.of("web", new ServiceReport(ServiceState.HEALTHY, 2, ""));
    }

    @Override
    public List<String> jobs() {
      return List.of("j1");
    }

    @Override
    public Set<Long> sessions() {
      return Set.of();
    }
  }

  @Test
  void tellsHowEverythingIsAndCounts() {
    sender.send();
    sender.send();
    Heartbeat heartbeat = heartbeat();
    assertThat(heartbeat.node()).isEqualTo("head");
    assertThat(heartbeat.sequence()).isEqualTo(2);
    assertThat(heartbeat.at()).isEqualTo(NOW);
    assertThat(heartbeat.setup().step()).isEqualTo("install spark");
    assertThat(heartbeat.services())
        .containsEntry("web", new ServiceReport(ServiceState.HEALTHY, 2, ""));
    assertThat(heartbeat.jobs()).containsExactly("j1");
    assertThat(heartbeat.published()).extracting(EndpointSpec::name).containsExactly("master");
    if (java.nio.file.Files.exists(Path.of("/proc/self/stat"))) {
      assertThat(heartbeat.memoryUsed()).as("this very process").isGreaterThan(10L << 20);
    }
  }

  @Test
  void eventsWaitInOrderWhileTheStateIsAway() {
    state.away(true);
    events.add(new ServiceChange("web", ServiceState.STARTING, "", NOW));
    sender.send();
    events.add(new ServiceChange("web", ServiceState.FAILED, "exit code 1", NOW));
    sender.send();
    state.away(false);
    sender.send();
    sender.send();
    assertThat(state.last(StateKeys.EVENTS, 10))
        .extracting(
            entry -> Json.read(Objects.requireNonNull(entry.fields().get("json")), Event.class))
        .allSatisfy(event -> assertThat(event).isInstanceOf(ServiceEvent.class))
        .extracting(event -> ((ServiceEvent) event).state(), Event::message)
        .containsExactly(
            tuple(ServiceState.STARTING, ""), tuple(ServiceState.FAILED, "exit code 1"));
  }

  @Test
  void anOutageNeverFillsTheMemory() {
    for (int i = 0; i < 1_500; i++) {
      events.add(new ServiceChange("s" + i, ServiceState.STARTING, "", NOW));
    }
    sender.send();
    assertThat(state.last(StateKeys.EVENTS, 10_000))
        .hasSize(1_000)
        .last()
        .satisfies(entry -> assertThat(entry.fields().get("json")).contains("s1499"));
  }

  private Heartbeat heartbeat() {
    return Json.read(state.value(StateKeys.heartbeat("head")).orElseThrow(), Heartbeat.class);
  }
}
