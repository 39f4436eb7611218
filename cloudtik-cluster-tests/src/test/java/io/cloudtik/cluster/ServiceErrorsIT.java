/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterStatus;
import io.cloudtik.NodeSelector;
import io.cloudtik.Operation;
import io.cloudtik.OutputLine;
import io.cloudtik.ServiceState;
import io.cloudtik.Workspace;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.event.ServiceEvent;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.runtime.RuntimeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services of a runtime that do not do what they should: who they are, and why, is told. */
class ServiceErrorsIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  /** A runtime with one service on the head and one on workers, each a shell script. */
  private static final String RUNTIME =
      """
      package plugin;
      import io.cloudtik.spec.RuntimeConfig;
      import io.cloudtik.spi.runtime.*;
      import java.time.Duration;
      import java.util.List;
      import java.util.Map;
      public class Shop implements RuntimeFactory, ClusterRuntime {
        private final String head;
        private final String worker;
        public Shop() { this("", ""); }
        private Shop(String head, String worker) { this.head = head; this.worker = worker; }
        private record Config(String head, String worker) implements RuntimeConfig {
          public String runtime() { return "shop"; }
        }
        public String name() { return "shop"; }
        public int spiVersion() { return RuntimeFactory.SPI_VERSION; }
        public Map<String, String> encode(RuntimeConfig config) {
          if (config instanceof Config c) {
            return Map.of("head", c.head, "worker", c.worker);
          }
          String[] scripts = config.toString().split("[|]", -1);
          return Map.of("head", scripts[1], "worker", scripts[2]);
        }
        public RuntimeConfig decode(Map<String, String> options) {
          return new Config(options.get("head"), options.get("worker"));
        }
        public ClusterRuntime create(RuntimeConfig config) {
          return config instanceof Config c ? new Shop(c.head, c.worker) : this;
        }
        public NodeServices configure(NodeContext node) {
          ServiceSpec.Builder service = ServiceSpec.builder()
              .name(node.head() ? "till" : "shelf")
              .process(ProcessSpec.builder()
                  .addAllCommand(List.of("sh", "-c", node.head() ? head : worker))
                  .directory(node.home()).build())
              .restartBackoff(Duration.ofMillis(50))
              .stopWithin(Duration.ofSeconds(1))
              .maxRestarts(1);
          if (!node.head()) {
            service.readyWithin(Duration.ofSeconds(1))
                .readiness(HealthCheck.tcp(node.address(), node.port("shelf", 0)));
          }
          return NodeServices.builder().addServices(service.build()).build();
        }
      }
      """;

  private record Shop(String head, String worker) implements RuntimeConfig {
    @Override
    public String runtime() {
      return "shop";
    }

    @Override
    public String toString() {
      return "Shop|" + head + "|" + worker + "|";
    }
  }

  @TempDir Path directory;
  private List<Path> jars = List.of();
  private Workspace workspace;

  @BeforeEach
  void packARuntime() throws Exception {
    Path jar = PluginJar.of(directory, "shop", RuntimeFactory.class, "plugin.Shop", RUNTIME);
    jars = List.of(PluginJar.withBundle(directory, "shop", jar));
    workspace = Workspace.create("demo", Local.here().at(directory.resolve("home")));
  }

  @AfterEach
  void leaveNothing() {
    assertThat(workspace.clusters()).isEmpty();
    workspace.delete();
    workspace.close();
  }

  @Test
  void aServiceOfTheHeadThatExitsAtOnceFailsTheStartWithItsNameExitCodeAndOutput()
      throws IOException {
    PluginJar.with(
        jars,
        () -> {
          Operation<Cluster> start =
              workspace
                  .cluster("etl")
                  .withoutWorkers()
                  .withRuntime(new Shop("echo opening; echo no keys >&2; exit 3", ""))
                  .start();
          assertThatThrownBy(() -> start.await(SOON))
              .isInstanceOfSatisfying(
                  NodeBootstrapException.class,
                  e -> {
                    assertThat(e.errorCode()).isEqualTo(ErrorCode.BOOTSTRAP_FAILED);
                    assertThat(e.step()).isEqualTo("service till");
                  })
              .message()
              .contains(
                  "ended with exit code 3: no keys",
                  "restarted 1 times",
                  "services/till/output.log",
                  "the end of its output:\nopening\nno keys");
        });
  }

  @Test
  void aServiceThatNeverBecomesReadyAndIgnoresItsSignalIsTold() throws IOException {
    PluginJar.with(
        jars,
        () -> {
          Shop deaf =
              new Shop(
                  "echo open; exec sleep 1000",
                  "trap '' TERM; echo counting; while :; do sleep 1; done");
          Operation<Cluster> start =
              workspace.cluster("etl").withWorkers(w -> w.min(1)).withRuntime(deaf).start();
          try (Cluster cluster = workspace.attach("etl")) {
            cluster.awaitStatus("to start its head", s -> !s.nodes().isEmpty(), SOON);
            cluster.awaitStatus("to tell why", ServiceErrorsIT::toldWhy, SOON);
            assertThat(cluster.events())
                .filteredOn(ServiceEvent.class::isInstance)
                .map(ServiceEvent.class::cast)
                .anySatisfy(
                    event -> {
                      assertThat(event.service()).isEqualTo("shelf");
                      assertThat(event.state()).isEqualTo(ServiceState.UNHEALTHY);
                      assertThat(event.message()).contains("not ready within 1 s", "refused");
                    });
            assertThat(cluster.logs(NodeSelector.head()))
                .extracting(OutputLine::source)
                .contains("services/till/output.log");
            assertThatThrownBy(() -> start.await(Duration.ofMillis(1)))
                .hasMessageContaining("goes on");
            start.cancel();
            assertThatThrownBy(() -> start.await(SOON)).hasMessageContaining("cancelled");
          }
        });
  }

  private static boolean toldWhy(ClusterStatus status) {
    return status.reason().contains("shelf")
        && status.reason().contains("not ready within 1 s")
        && status.reason().contains("did not end within 1 s of the signal TERM and was killed");
  }
}
