/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.ClusterState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.MemoryStore;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterRecordsTest {
  private static final String UID = "0123456789ab";
  private static final String KEY = RecordKeys.cluster("etl");

  private final MemoryStore store = new MemoryStore(FakeClock.at(Instant.EPOCH));
  private final WorkspaceRecords records = new WorkspaceRecords(store);
  private final ClusterRecords clusters = new ClusterRecords(records);

  @BeforeEach
  void recordAClusterAndItsStart() {
    records.put(
        KEY,
        new ClusterRecord(
            1,
            "etl",
            UID,
            ClusterState.READY,
            ClusterSpec.builder().name("etl").build(),
            Instant.EPOCH,
            "start-etl-" + UID,
            null));
    write(RecordKeys.operation("start-etl-" + UID), "{}");
    write(RecordKeys.operation("start-etl-2-" + UID), "{}");
  }

  private void write(String key, String text) {
    store.write(key, text, WriteCondition.always(), null);
  }

  private String text() {
    return store.read(KEY).orElseThrow().text();
  }

  private static void failsWith(ErrorCode code, ClusterSight sight, String... parts) {
    assertThatThrownBy(sight::require)
        .isInstanceOfSatisfying(
            CloudTikException.class, e -> assertThat(e.errorCode()).isEqualTo(code))
        .message()
        .contains(parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"name\":\"et", "\u0000\u0001", "[]", "null", "{}", "unreadable"})
  void aDamagedClusterIsSeenAndEndedByTheUidOfItsStart(String text) {
    write(KEY, text);
    if (text.equals("unreadable")) {
      store.damage(KEY);
    }

    ClusterSight sight = clusters.find("etl").orElseThrow();
    assertThat(sight.record().uid()).isEqualTo(UID);
    assertThat(clusters.all()).hasSize(1);
    failsWith(ErrorCode.STORE_CORRUPT, sight, KEY, "Workspace.attach(\"etl\").terminate()");

    clusters.move("etl", UID, ClusterState.TERMINATING);
    clusters.move("etl", UID, ClusterState.TERMINATED);
    assertThat(clusters.find("etl").orElseThrow().require().state())
        .isEqualTo(ClusterState.TERMINATED);
  }

  @Test
  void aDamagedClusterIsAlsoKnownByTheOnlyLifeThatNobodyElseHas() {
    write(RecordKeys.cluster("other"), text().replace("etl", "other").replace(UID, "ba9876543210"));
    write(RecordKeys.head("ba9876543210"), "{}");
    write(RecordKeys.head(UID), "{}");
    store.delete(RecordKeys.operation("start-etl-" + UID), WriteCondition.always());
    write(KEY, "");

    assertThat(clusters.find("etl").orElseThrow().record().uid()).isEqualTo(UID);
    assertThat(clusters.all()).hasSize(2);
  }

  @Test
  void aDamagedClusterWithoutAnyTraceIsAnErrorThatNamesTheDocument() {
    write(KEY, "{oops");
    store.delete(RecordKeys.operation("start-etl-" + UID), WriteCondition.always());

    assertThatThrownBy(() -> clusters.find("etl"))
        .hasMessageContaining(KEY)
        .hasMessageContaining("restore it");
  }

  @ParameterizedTest
  @CsvSource({"0, READY, READY", "2, READY, READY", "3, READY, READY", "7, DREAMING, UNREACHABLE"})
  void aRecordOfAnotherVersionIsEndedAndKeepsWhatOnlyItsVersionKnows(
      int protocol, String state, ClusterState seen) {
    write(
        KEY,
        Json.with(text(), "state", state)
            .replace(
                "\"protocol\":1", "\"protocol\":" + protocol + ",\"dreams\":[{\"of\":\"ü\"}]"));

    ClusterRecord record = clusters.find("etl").orElseThrow().record();
    assertThat(record.uid()).isEqualTo(UID);
    assertThat(record.protocol()).isEqualTo(protocol);
    assertThat(record.state()).isEqualTo(seen);

    assertThat(clusters.move("etl", UID, ClusterState.TERMINATING).state())
        .isEqualTo(ClusterState.TERMINATING);
    assertThat(text())
        .contains("\"dreams\":[{\"of\":\"ü\"}]", "\"protocol\":" + protocol, "TERMINATING");
  }

  @Test
  void whatAnotherVersionWroteIsNotCalledDamaged() {
    write(KEY, text().replace("\"protocol\":1", "\"protocol\":9").replace("READY", "DREAMING"));

    failsWith(
        ErrorCode.PROTOCOL_MISMATCH,
        clusters.find("etl").orElseThrow(),
        "protocol 9",
        "this library 1",
        "terminate");
  }

  @Test
  void anotherLifeAndATerminatedOneStayAsTheyAre() {
    assertThat(clusters.move("etl", "another", ClusterState.TERMINATING).uid()).isEqualTo(UID);
    assertThat(text()).contains("READY");

    clusters.move("etl", UID, ClusterState.TERMINATED);
    clusters.move("etl", UID, ClusterState.TERMINATING);
    assertThat(text()).contains("TERMINATED");
  }
}
