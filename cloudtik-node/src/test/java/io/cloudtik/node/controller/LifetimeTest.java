/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterState;
import io.cloudtik.JobState;
import io.cloudtik.event.NoticeEvent;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.node.controller.ClusterController.Pass;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.LoadContext;
import io.cloudtik.spi.runtime.NodeContext;
import io.cloudtik.spi.runtime.NodeServices;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifetimeTest {
  private static ClusterSpec living(Lifetime lifetime) {
    return Specs.workers(2).with(spec -> spec.lifetime(lifetime));
  }

  private static Simulation idleFor(int seconds) {
    return new Simulation(living(Lifetime.untilIdle(Duration.ofSeconds(seconds))));
  }

  private static void assertEnded(Simulation cluster) {
    assertThat(cluster.last).isEqualTo(Pass.OVER);
    assertThat(cluster.recorded()).isEqualTo(ClusterState.TERMINATED);
    assertThat(cluster.cloud.living()).isEmpty();
    assertThat(cluster.store.list(RecordKeys.life("u1"))).isEmpty();
  }

  @Test
  void theLifetimeIsToldAndThatItIsTheDefault() {
    Simulation cluster = new Simulation(Specs.workers(1));
    cluster.run(3);

    assertThat(cluster.events())
        .filteredOn(event -> event instanceof NoticeEvent)
        .extracting(event -> event.message())
        .containsExactly(
            "cluster etl lives until idle for PT1H (the default; withLifetime sets another)");
  }

  @Test
  void anIdleClusterEndsWithEverythingThatItHas() {
    Simulation cluster = idleFor(60);
    cluster.run(60);
    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);

    cluster.run(20);

    assertEnded(cluster);
  }

  @Test
  void aClusterThatEndsWithALaggingListLeavesNothing() {
    Simulation cluster = idleFor(60);
    cluster.cloud.lag = Duration.ofSeconds(7);

    cluster.run(150);

    assertEnded(cluster);
  }

  @Test
  void jobsKeepAClusterAlive() {
    Simulation cluster = idleFor(30);
    cluster.run(5);
    cluster.submit("a");
    cluster.run(120);
    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);
    cluster.nodes.end("a", 0, "");

    cluster.run(50);

    assertEnded(cluster);
    assertThat(cluster.job("a").state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aClusterThatOnlyStartsIsNotAskedWhetherItIsBusy() {
    int[] asked = {0};
    Simulation cluster = idleFor(30);
    cluster.runtimes = List.of(runtime(context -> ++asked[0] > 0));
    cluster.replaceController();
    cluster.nodes.broken.add("workers-1");

    cluster.run(1);
    assertThat(cluster.view().state()).isEqualTo(ClusterState.STARTING);
    assertThat(asked[0]).isZero();

    cluster.run(60);
    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);
    assertThat(asked[0]).isPositive();
  }

  @Test
  void aBusyRuntimeKeepsAClusterAlive() {
    boolean[] busy = {true};
    Simulation cluster = idleFor(30);
    cluster.runtimes = List.of(runtime(context -> busy[0]));
    cluster.replaceController();
    cluster.run(120);
    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);
    busy[0] = false;

    cluster.run(60);

    assertEnded(cluster);
  }

  @Test
  void aRuntimeThatCannotSayIsNotBusy() {
    Simulation cluster = idleFor(30);
    cluster.runtimes =
        List.of(
            runtime(
                context -> {
                  throw new IllegalStateException("no answer");
                }));
    cluster.replaceController();

    cluster.run(80);

    assertEnded(cluster);
  }

  private interface Load {
    boolean busy(LoadContext context);
  }

  private static ClusterRuntime runtime(Load load) {
    return new ClusterRuntime() {
      @Override
      public NodeServices configure(NodeContext context) {
        return NodeServices.builder().build();
      }

      @Override
      public boolean busy(LoadContext context) {
        return load.busy(context);
      }
    };
  }

  @Test
  void aClusterThatIsOldEnoughEndsWithItsRunningJobs() {
    Simulation cluster =
        new Simulation(living(Lifetime.untilTerminated().atMost(Duration.ofSeconds(60))));
    cluster.run(5);
    cluster.submit("a");

    cluster.run(70);

    assertEnded(cluster);
    assertThat(cluster.job("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(cluster.job("a").reason()).contains("lifetime of PT1M is over");
  }

  @Test
  void aClusterForOneJobEndsAfterIt() {
    Simulation cluster = new Simulation(Specs.workers(1), "a");
    cluster.recordJob("a");
    cluster.run(10);
    assertThat(cluster.job("a").state()).isEqualTo(JobState.RUNNING);
    cluster.nodes.end("a", 0, "done");

    cluster.run(20);

    assertEnded(cluster);
    assertThat(cluster.document(RecordKeys.jobOutput("etl", "a"))).isEqualTo("done");
  }

  @Test
  void anEndThatACrashInterruptedIsFinishedByTheNextController() {
    Simulation cluster = idleFor(30);
    cluster.cloud.lag = Duration.ofSeconds(10);
    while (cluster.recorded() != ClusterState.TERMINATING) {
      cluster.run(1);
    }
    cluster.replaceController();

    cluster.run(80);

    assertEnded(cluster);
  }

  @Test
  void aHeadThatFindsItsClusterEndedEndsItself() {
    Simulation cluster = new Simulation(Specs.workers(0));
    cluster.run(5);
    cluster.record(ClusterState.TERMINATED);

    cluster.run(1);

    assertThat(cluster.last).isEqualTo(Pass.OVER);
    assertThat(cluster.cloud.terminated).containsExactly("head");
  }
}
