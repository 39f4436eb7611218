/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.OperationState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.record.OperationRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spec.Names;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the bodies of operations that lie in the workspace store. One JVM at a time works on an
 * operation, by a lease; if it dies, the next one that awaits the operation goes on with it.
 */
public final class RecordedOperations {
  private static final Logger logger = LoggerFactory.getLogger(RecordedOperations.class);
  private static final Duration TERM = Duration.ofSeconds(10);
  private static final Duration RENEWAL = Duration.ofSeconds(2);
  private static final Duration WATCH = Duration.ofDays(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,150}");

  /** How long it can be asked how an operation ended. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final String CANCEL = "cancel";

  private final WorkspaceRecords records;
  private final Time time;
  private final String holder = UUID.randomUUID().toString();

  public RecordedOperations(WorkspaceRecords records, Time time) {
    this.records = records;
    this.time = time;
  }

  /** Returns the record of an operation. */
  public OperationRecord require(String id) {
    Optional<OperationRecord> found =
        ID.matcher(id).matches()
            ? records.value(RecordKeys.operation(id), OperationRecord.class)
            : Optional.empty();
    return found.orElseThrow(
        () ->
            new CloudTikException(
                ErrorCode.OPERATION_NOT_FOUND,
                "no operation %s; see Workspace.operations()".formatted(Names.quoted(id))));
  }

  /** Asks whoever works on an operation to stop. */
  public void cancel(String id) {
    records.update(
        RecordKeys.operation(id),
        OperationRecord.class,
        record -> {
          Map<String, String> arguments = new HashMap<>(record.arguments());
          arguments.put(CANCEL, "true");
          return record.state() == OperationState.RUNNING
              ? new OperationRecord(
                  record.id(),
                  record.kind(),
                  record.cluster(),
                  record.clusterUid(),
                  arguments,
                  record.state(),
                  record.message(),
                  record.created())
              : record;
        });
  }

  /** Says whether someone asked to stop an operation. */
  public boolean cancelAsked(String id) {
    return require(id).arguments().containsKey(CANCEL);
  }

  /**
   * Works on an operation, or watches while another JVM does, until it has ended.
   *
   * @param body does the work; each of its steps can be repeated
   * @param rollback takes down what a failed or cancelled body has made
   * @param result finds what a finished operation ended with
   */
  public <T> T drive(
      String id, Runnable body, Consumer<CloudTikException> rollback, Supplier<T> result) {
    LeaseSeeker seeker =
        new LeaseSeeker(records.store(), RecordKeys.operationLease(id), holder, TERM, time::mark);
    Waiter.waitFor(time, "operation " + id, WATCH, LOOK_AGAIN)
        .untilTrue(
            () -> {
              OperationRecord record = require(id);
              if (record.state() != OperationState.RUNNING) {
                return true;
              }
              seeker.tryAcquire().ifPresent(held -> work(id, held, body, rollback));
              return false;
            },
            () -> "another process works on it");
    OperationRecord ended = require(id);
    if (ended.state() != OperationState.SUCCEEDED) {
      throw new CloudTikException(
          ended.state() == OperationState.CANCELLED
              ? ErrorCode.CANCELLED
              : ErrorCode.CLUSTER_NOT_READY,
          ended.message());
    }
    return result.get();
  }

  private void work(String id, Lease lease, Runnable body, Consumer<CloudTikException> rollback) {
    try {
      // It may have ended between the look at it and the lease.
      if (running(id)) {
        workUnderLease(id, lease, body, rollback);
      }
    } finally {
      lease.release();
      if (!running(id)) {
        forgetGenerations(id);
      }
    }
  }

  /** Nobody works again on an operation that has ended, so nobody is to be told from another. */
  private void forgetGenerations(String id) {
    records
        .store()
        .delete(Lease.generationKey(RecordKeys.operationLease(id)), WriteCondition.always());
  }

  /**
   * Removes what is left of the operations of a life of a cluster that is over; who still awaits
   * one is told so.
   */
  public void forgetOf(String clusterUid) {
    for (var found : records.all(RecordKeys.OPERATIONS, "", OperationRecord.class)) {
      OperationRecord operation = found.value();
      if (!operation.clusterUid().equals(clusterUid)) {
        continue;
      }
      if (operation.state() == OperationState.RUNNING) {
        end(operation.id(), OperationState.CANCELLED, "the cluster was terminated meanwhile");
      } else {
        records.store().delete(found.key(), WriteCondition.always());
      }
      forgetGenerations(operation.id());
    }
  }

  private boolean running(String id) {
    return records
        .value(RecordKeys.operation(id), OperationRecord.class)
        .filter(record -> record.state() == OperationState.RUNNING)
        .isPresent();
  }

  private void workUnderLease(
      String id, Lease lease, Runnable body, Consumer<CloudTikException> rollback) {
    Time.Repeated renewal = time.repeat("lease", RENEWAL, () -> renew(id, lease));
    try {
      body.run();
      end(id, OperationState.SUCCEEDED, "");
    } catch (CloudTikException e) {
      if (e.errorCode() == ErrorCode.INTERRUPTED) {
        // Nobody said that the operation should end; another JVM, or a later await, goes on.
        throw e;
      }
      rollback.accept(e);
      end(
          id,
          e.errorCode() == ErrorCode.CANCELLED ? OperationState.CANCELLED : OperationState.FAILED,
          String.valueOf(e.getMessage()));
      throw e;
    } finally {
      renewal.close();
    }
  }

  private static void renew(String id, Lease lease) {
    try {
      if (!lease.renew()) {
        logger.warn("operation={} another process has taken over", id);
      }
    } catch (CloudTikException e) {
      logger.debug("operation={} renewal failed, tried again soon", id, e);
    }
  }

  /**
   * Records how an operation ended, for whoever awaits it, and forgets it after some time. A start
   * that succeeded is part of what it made, and is deleted with it.
   */
  private void end(String id, OperationState state, String message) {
    boolean lasting = require(id).kind().equals(OperationRecord.START);
    records.update(
        RecordKeys.operation(id),
        OperationRecord.class,
        record -> record.in(state, message),
        lasting && state == OperationState.SUCCEEDED ? null : KEPT);
  }
}
