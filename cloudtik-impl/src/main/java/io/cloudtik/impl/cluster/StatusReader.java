/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.ClusterSight;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.spi.provider.MachineAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the status from the head, or from the workspace store when the head does not answer. */
final class StatusReader {
  private final WorkspaceContext workspace;
  private final ClusterRecord record;
  private final ClusterConnection connection;

  StatusReader(WorkspaceContext workspace, ClusterRecord record, ClusterConnection connection) {
    this.workspace = workspace;
    this.record = record;
    this.connection = connection;
  }

  ClusterStatus read() {
    ClusterSight sight = workspace.sight(record.name());
    ClusterRecord now = sight.record();
    if (!now.uid().equals(record.uid()) || now.state() == ClusterState.TERMINATED) {
      return status(ClusterState.TERMINATED, "").build();
    }
    if (now.state() == ClusterState.TERMINATING) {
      return stored(ClusterState.TERMINATING, "it is being ended");
    }
    try {
      Optional<ClusterView> view = connection.view();
      if (view.isPresent()) {
        return of(view.get(), view.get().state(), view.get().reason());
      }
      return now.state() == ClusterState.STARTING
          ? stored(now.state(), "its head has not shown anything yet")
          : unreachable(now, "its cluster controller has shown nothing for a minute");
    } catch (CloudTikException e) {
      String why = String.valueOf(e.getMessage());
      return switch (e.errorCode()) {
        case HEAD_UNREACHABLE -> unreachable(now, why + ailingServices());
        // The cluster may be as well as ever: what it stored last is the best that can be told.
        case PROTOCOL_MISMATCH, STORE_CORRUPT -> stored(null, why);
        default -> throw e;
      };
    }
  }

  private ClusterStatus unreachable(ClusterRecord now, String failure) {
    if (now.state() == ClusterState.STARTING) {
      return stored(ClusterState.UNREACHABLE, failure);
    }
    String reason =
        new HeadSight(workspace, record.uid())
            .gone()
            .map(
                why ->
                    "its head is gone (%s); its workers and their jobs go on; recover() or startOrAttach() gives it a head again"
                        .formatted(why))
            .orElse(failure + "; if it does not come back, recover() gives the cluster a new head");
    return stored(ClusterState.UNREACHABLE, reason);
  }

  private String ailingServices() {
    return workspace.provider().observe(record.uid()).stream()
        .filter(slot -> slot.slot().equals(NodeConfig.HEAD))
        .flatMap(slot -> slot.address().stream())
        .map(this::ailing)
        .filter(ailing -> !ailing.isEmpty())
        .map(ailing -> "; on the head: " + ailing)
        .findFirst()
        .orElse("");
  }

  /** Returns what is not healthy there; empty if nothing is, or if nobody can tell. */
  private String ailing(MachineAddress head) {
    MachineAddress known = new ToldHostKeys(workspace, record.uid()).known(NodeConfig.HEAD, head);
    try (MachineAccess access = workspace.nodes().open(record.uid(), known)) {
      return HeadServices.of(access).ailing();
    } catch (CloudTikException e) {
      return "";
    }
  }

  /** Returns what the store keeps, in the state of then if no other is given. */
  private ClusterStatus stored(@Nullable ClusterState state, String reason) {
    try {
      return workspace
          .records()
          .value(RecordKeys.status(record.uid()), ClusterView.class)
          .map(view -> of(view, state == null ? view.state() : state, reason))
          .orElseGet(() -> bare(state, reason));
    } catch (CloudTikException e) {
      if (e.errorCode() != ErrorCode.PROTOCOL_MISMATCH
          && e.errorCode() != ErrorCode.STORE_CORRUPT) {
        throw e;
      }
      return bare(state, reason + "; what it stored cannot be read: " + e.getMessage());
    }
  }

  private ClusterStatus bare(@Nullable ClusterState state, String reason) {
    return status(state == null ? ClusterState.UNREACHABLE : state, reason).build();
  }

  private ClusterStatus of(ClusterView view, ClusterState state, String reason) {
    ClusterStatus.Builder status = status(state, reason);
    view.nodes().forEach(status::addNodes);
    view.wanted().forEach(status::putWanted);
    return status.build();
  }

  private ClusterStatus.Builder status(ClusterState state, String reason) {
    return ClusterStatus.builder()
        .name(record.name())
        .uid(record.uid())
        .state(state)
        .reason(reason);
  }
}
