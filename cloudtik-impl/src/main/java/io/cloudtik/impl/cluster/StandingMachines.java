/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.spi.provider.SshAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The machines that exist before the cluster: its key is let in on them while the cluster lives, so
 * that its head reaches those that it takes later, when the user is away. One that cannot be
 * reached is told, and does not hinder.
 */
final class StandingMachines {
  private final WorkspaceContext workspace;
  private final ClusterRecord record;

  StandingMachines(WorkspaceContext workspace, ClusterRecord record) {
    this.workspace = workspace;
    this.record = record;
  }

  void allow(Progress progress) {
    each(
        machine -> workspace.machines().allow(record.uid(), machine),
        "the head will not reach host",
        progress);
  }

  void disallow(Progress progress) {
    each(
        machine -> workspace.machines().disallow(record.uid(), machine),
        "the key of the cluster may still be in ~/.ssh/authorized_keys of host",
        progress);
  }

  private void each(Consumer<SshAddress> action, String failed, Progress progress) {
    List<CompletableFuture<Void>> running =
        workspace.provider().standingMachines().stream()
            .map(
                machine ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            action.accept(machine);
                          } catch (CloudTikException e) {
                            progress.notice(
                                "%s %s: %s".formatted(failed, machine.host(), e.getMessage()));
                          }
                        },
                        workspace.executor()))
            .toList();
    running.forEach(CompletableFuture::join);
  }
}
