/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterState;
import io.cloudtik.JobState;
import io.cloudtik.NodeState;
import io.cloudtik.event.Event;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.Command;
import io.cloudtik.spi.store.WriteCondition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents of the store that are damaged while the cluster lives: it goes on and mends them. */
class DamagedDocumentsTest {
  private static final String CLUSTER = RecordKeys.cluster("etl");
  private static final String LEASE = RecordKeys.lease(Simulation.UID);
  private static final String DESIRED = RecordKeys.desired(Simulation.UID);
  private static final String UNREADABLE = "what the store itself finds damaged";

  private final Simulation cluster = new Simulation(Specs.workers(2));

  static Stream<String> damages() {
    return Stream.of(UNREADABLE, "", "{\"name\":\"et", "\u0000\u0001\ufffd", "[]", "null", "{}");
  }

  private void damage(String key, String how) {
    if (how.equals(UNREADABLE)) {
      cluster.store.damage(key);
    } else {
      cluster.store.write(key, how, WriteCondition.always(), null);
    }
  }

  private List<String> notices() {
    return cluster.events().stream().map(Event::message).toList();
  }

  @ParameterizedTest
  @MethodSource("damages")
  void theRecordOfTheClusterIsWrittenAnew(String how) {
    cluster.run(30);
    String before = cluster.document(CLUSTER);

    damage(CLUSTER, how);
    cluster.run(5);

    assertThat(cluster.document(CLUSTER)).isEqualTo(before);
    assertThat(notices())
        .anyMatch(text -> text.startsWith("the record of the cluster was written"));
    assertThat(cluster.workers(NodeState.READY)).hasSize(2);
  }

  @Test
  void aNewControllerWritesTheRecordOfTheClusterToo() {
    cluster.run(30);
    cluster.store.damage(CLUSTER);
    cluster.replaceController();

    cluster.run(60);

    assertThat(cluster.recorded()).isEqualTo(ClusterState.READY);
    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
  }

  @Test
  void aRedisThatBeginsEmptyIsFilledAgainByTheLivingController() {
    cluster.run(30);
    cluster.state.wipe();
    cluster.scale("workers", 3);

    cluster.run(60);

    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);
    assertThat(cluster.workers(NodeState.READY))
        .containsExactly("workers-1", "workers-2", "workers-3");
  }

  @Test
  void theRecordOfALaterLifeIsNotTouched() {
    cluster.run(30);
    cluster.store.delete(RecordKeys.head(Simulation.UID), WriteCondition.always());
    damage(CLUSTER, "{oops");

    cluster.run(30);

    assertThat(cluster.document(CLUSTER)).isEqualTo("{oops");
  }

  @ParameterizedTest
  @MethodSource("damages")
  void theWantedNumbersAreWrittenAnew(String how) {
    cluster.run(30);
    cluster.scale("workers", 3);
    cluster.run(30);

    damage(DESIRED, how);
    cluster.command("c", Command.SCALE, Map.of("group", "workers", "workers", "4"));
    cluster.run(60);

    assertThat(cluster.reply("c")).isEqualTo("{\"ok\":true}");
    assertThat(cluster.workers(NodeState.READY))
        .containsExactly("workers-1", "workers-2", "workers-3", "workers-4");
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aNewControllerTakesTheWantedNumbersFromWhatWasShownLast(String how) {
    cluster.run(30);
    cluster.scale("workers", 3);
    cluster.run(30);
    damage(DESIRED, how);
    cluster.replaceController();

    cluster.run(60);

    assertThat(cluster.desired().workers()).containsEntry("workers", 3);
    assertThat(cluster.workers(NodeState.READY))
        .containsExactly("workers-1", "workers-2", "workers-3");
  }

  @Test
  void theLeaseIsKeptByItsHolder() {
    cluster.run(30);
    long generation = cluster.leadership.generation();
    cluster.store.damage(LEASE);

    cluster.run(30);

    assertThat(cluster.leadership.held()).isTrue();
    assertThat(cluster.workers(NodeState.READY)).hasSize(2);
    assertThat(cluster.leadership.generation()).isEqualTo(generation);
  }

  @Test
  void aDamagedLeaseAndCounterAreNoObstacleForTheNextController() {
    cluster.run(30);
    long generation = cluster.leadership.generation();
    cluster.store.damage(LEASE);
    cluster.store.damage(LEASE + "-generation");
    cluster.replaceController();

    cluster.run(60);

    assertThat(cluster.leadership.held()).isTrue();
    assertThat(cluster.leadership.generation()).isGreaterThan(generation);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedIntentKeepsItsSlot(String how) {
    cluster.run(30);
    damage(RecordKeys.intent(Simulation.UID, "workers-2"), how);
    cluster.replaceController();

    cluster.run(60);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
  }

  @ParameterizedTest
  @MethodSource("damages")
  void ofJobsOnlyTheDamagedOneIsLeftOut(String how) {
    cluster.run(30);
    cluster.recordJob("a");
    damage(RecordKeys.job("etl", "a"), how);
    cluster.command("submit-a", Command.SUBMIT, Map.of("job", "a"));
    cluster.recordJob("b");
    cluster.replaceController();

    cluster.run(60);

    assertThat(cluster.reply("submit-a")).contains("STORE_CORRUPT", "jobs/etl/a/record");
    assertThat(cluster.job("b").state()).isEqualTo(JobState.RUNNING);
    assertThat(notices()).anyMatch(text -> text.contains("jobs/etl/a/record"));
  }
}
