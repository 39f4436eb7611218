/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.OperationState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.record.OperationRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordedOperationsTest {
  private final FakeClock clock = FakeClock.at(Instant.EPOCH);
  private final WorkspaceRecords records = new WorkspaceRecords(new MemoryStore(clock));
  private final RecordedOperations operations = new RecordedOperations(records, Time.system());
  private final List<String> done = new ArrayList<>();

  @BeforeEach
  void recordAnOperation() {
    records.put(
        RecordKeys.operation("op"),
        new OperationRecord(
            "op", "start", "etl", "uid", Map.of(), OperationState.RUNNING, "", Instant.EPOCH));
  }

  @Test
  void aFinishedOperationIsNotDoneAgain() {
    String first = operations.drive("op", () -> done.add("body"), f -> {}, () -> "result");
    String again = operations.drive("op", () -> done.add("body"), f -> {}, () -> "result");

    assertThat(List.of(first, again)).containsOnly("result");
    assertThat(done).containsExactly("body");
    assertThat(operations.require("op").state()).isEqualTo(OperationState.SUCCEEDED);
  }

  @Test
  void aFailureIsTakenBackRecordedAndToldToEveryoneWhoAwaits() {
    CloudTikException failure = new CloudTikException(ErrorCode.BOOTSTRAP_FAILED, "no disk");

    assertThatThrownBy(
            () ->
                operations.drive(
                    "op",
                    () -> {
                      throw failure;
                    },
                    f -> done.add("rollback"),
                    () -> "result"))
        .isSameAs(failure);
    assertThat(done).containsExactly("rollback");
    assertThatThrownBy(() -> operations.drive("op", () -> {}, f -> {}, () -> "result"))
        .isInstanceOf(CloudTikException.class)
        .hasMessage("no disk");
  }

  @Test
  void anInterruptedBodyLeavesTheOperationForTheNext() {
    assertThatThrownBy(
            () ->
                operations.drive(
                    "op",
                    () -> {
                      throw new CloudTikException(ErrorCode.INTERRUPTED, "stop");
                    },
                    f -> done.add("rollback"),
                    () -> "result"))
        .isInstanceOf(CloudTikException.class);

    assertThat(done).isEmpty();
    assertThat(operations.drive("op", () -> done.add("body"), f -> {}, () -> "result"))
        .isEqualTo("result");
  }

  @Test
  void aCancelIsSeenByWhoeverWorksOnIt() {
    operations.cancel("op");

    assertThat(new RecordedOperations(records, Time.system()).cancelAsked("op")).isTrue();
  }

  @Test
  void anUnknownOperationIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> operations.require("nope"))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.OPERATION_NOT_FOUND))
        .hasMessageContaining("'nope'");
  }
}
