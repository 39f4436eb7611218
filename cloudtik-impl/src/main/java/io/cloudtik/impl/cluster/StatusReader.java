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
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.ClusterView;
import java.util.Optional;

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
    ClusterRecord now = workspace.cluster(record.name());
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
      if (e.errorCode() != ErrorCode.HEAD_UNREACHABLE
          && e.errorCode() != ErrorCode.PROTOCOL_MISMATCH) {
        throw e;
      }
      return unreachable(now, String.valueOf(e.getMessage()));
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

  private ClusterStatus stored(ClusterState state, String reason) {
    return workspace
        .records()
        .value(RecordKeys.status(record.uid()), ClusterView.class)
        .map(view -> of(view, state, reason))
        .orElseGet(() -> status(state, reason).build());
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
