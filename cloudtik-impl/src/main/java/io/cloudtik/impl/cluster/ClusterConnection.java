/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.HeadRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.Protocol;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.impl.world.HeadWay;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.SlotObservation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the head of one life of a cluster. Opened when it is first needed, and anew when the
 * head has moved. Thread-safe.
 */
final class ClusterConnection implements AutoCloseable {
  private static final Duration REPLY_DEADLINE = Duration.ofSeconds(20);

  /** Commands that were carried out long ago are dropped from the stream. */
  private static final long KEPT_COMMANDS = 10_000;

  private final WorkspaceContext workspace;
  private final String uid;
  private @Nullable HeadWay way;
  private @Nullable HeadRecord connectedTo;

  ClusterConnection(WorkspaceContext workspace, String uid) {
    this.workspace = workspace;
    this.uid = uid;
  }

  /** Returns the state on the head, if the head has said where it is. */
  Optional<ClusterState> state() {
    // Whoever asks store or provider holds up nobody else meanwhile.
    Optional<HeadRecord> head = workspace.records().value(RecordKeys.head(uid), HeadRecord.class);
    if (head.isEmpty()) {
      return Optional.empty();
    }
    Optional<ClusterState> known = connectedTo(head.get());
    if (known.isPresent()) {
      return known;
    }
    if (!Protocol.fits(head.get().protocol())) {
      throw Protocol.mismatch("the cluster speaks protocol " + head.get().protocol());
    }
    return new HeadSight(workspace, uid)
        .slot()
        .flatMap(SlotObservation::address)
        .map(machine -> new ToldHostKeys(workspace, uid).known(NodeConfig.HEAD, machine))
        .map(machine -> connect(head.get(), machine, secrets().redisClient()));
  }

  /**
   * Returns the state on that head if the way leads there; a way that leads elsewhere is closed.
   */
  private synchronized Optional<ClusterState> connectedTo(HeadRecord head) {
    HeadWay current = way;
    if (current != null && connectedTo != null && head.isServedAs(connectedTo)) {
      return Optional.of(current.state());
    }
    close();
    return Optional.empty();
  }

  private synchronized ClusterState connect(
      HeadRecord head, MachineAddress machine, String password) {
    Optional<ClusterState> meanwhile = connectedTo(head);
    if (meanwhile.isPresent()) {
      return meanwhile.get();
    }
    HeadWay opened = workspace.nodes().head(uid, machine, head.redis(), password);
    way = opened;
    connectedTo = head;
    return opened.state();
  }

  SecretsRecord secrets() {
    return workspace
        .records()
        .value(RecordKeys.secrets(uid), SecretsRecord.class)
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.CLUSTER_NOT_FOUND, "the cluster was terminated: " + uid));
  }

  /** Returns the state on the head, or fails with what to do. */
  ClusterState requireState() {
    return state()
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.CLUSTER_NOT_READY,
                    "the head of the cluster is not up yet, or it was terminated; await its"
                        + " start"));
  }

  /** Returns what the controller shows, if the head answers. */
  Optional<ClusterView> view() {
    return state()
        .flatMap(open -> open.value(StateKeys.CLUSTER_VIEW))
        .map(json -> Json.read(json, ClusterView.class));
  }

  /**
   * Returns what a look at the head finds. For whoever waits, a Redis that does not answer, perhaps
   * because it was killed and comes back, is nothing yet.
   */
  static <T> Optional<T> ifItAnswers(Supplier<Optional<T>> look) {
    try {
      return look.get();
    } catch (CloudTikException e) {
      if (e.errorCode() != ErrorCode.HEAD_UNREACHABLE) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Sends a command and waits until the controller has taken it. The same id twice is one command.
   */
  void command(String id, String type, Map<String, String> body) {
    ClusterState open = requireState();
    Command command = new Command(id, type, StateKeys.PROTOCOL, body);
    open.append(StateKeys.COMMANDS, command.toFields(Json.write(body)), KEPT_COMMANDS);
    Reply reply =
        Waiter.waitFor(
                workspace.time(), "the answer of the cluster controller to " + type, REPLY_DEADLINE)
            .until(
                () ->
                    ifItAnswers(
                        () ->
                            open.value(StateKeys.reply(id))
                                .map(json -> Json.read(json, Reply.class))),
                () -> "no answer; the command is recorded and will be carried out");
    if (reply.error() != null) {
      throw new CloudTikException(reply.errorCode(), reply.error());
    }
  }

  @Override
  public synchronized void close() {
    if (way != null) {
      way.close();
      way = null;
      connectedTo = null;
    }
  }

  /** What the controller answers. */
  private record Reply(boolean ok, @Nullable String error, @Nullable String code) {
    ErrorCode errorCode() {
      return Arrays.stream(ErrorCode.values())
          .filter(each -> each.name().equals(code))
          .findFirst()
          .orElse(ErrorCode.CLUSTER_NOT_READY);
    }
  }
}
