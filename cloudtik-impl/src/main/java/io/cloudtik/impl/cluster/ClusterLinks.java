/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.job.JobHandle;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Command;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gives job handles the way to the cluster that runs the job. */
public final class ClusterLinks {
  private ClusterLinks() {}

  /** Returns the way for a job of any life of a cluster; it holds its own connection. */
  public static JobHandle.Link open(WorkspaceContext workspace, String uid) {
    return new ConnectionLink(new ClusterConnection(workspace, uid));
  }

  static JobHandle.Link link(
      WorkspaceContext workspace, String uid, String ownUid, ClusterConnection own) {
    return uid.equals(ownUid) ? new ConnectionLink(own) : open(workspace, uid);
  }

  private record ConnectionLink(ClusterConnection connection) implements JobHandle.Link {
    @Override
    public Optional<ClusterState> state() {
      return connection.state();
    }

    @Override
    public void cancel(String job) {
      connection.command(
          "cancel-" + job + "-" + UUID.randomUUID(), Command.CANCEL, Map.of("job", job));
    }
  }
}
