/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.ClusterState;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.event.Step;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.pull.HeadParts;
import io.cloudtik.impl.pull.HeadReport;
import io.cloudtik.impl.pull.PulledFile;
import io.cloudtik.impl.pull.PulledFiles;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.impl.world.HeadFiles;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A head that sets itself up when its machine boots. What it needs lies in the workspace before it
 * is launched, and all that is known of it is what lies there afterwards: nobody logs in.
 */
final class PulledHead {
  /** The property that sets how long a machine may be silent after it runs, as ISO 8601 says it. */
  static final String PATIENCE = "cloudtik.boot.patience";

  /** For all that a machine does by itself, the installation of Java included. */
  private static final Duration DEADLINE = Duration.ofMinutes(45);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final int SHOWN_LINES = 20;

  private final WorkspaceContext workspace;
  private final ClusterRecord record;
  private final WorkspaceRecords records;
  private final HeadSight sight;

  PulledHead(WorkspaceContext workspace, ClusterRecord record) {
    this.workspace = workspace;
    this.record = record;
    this.records = workspace.records();
    this.sight = new HeadSight(workspace, record.uid());
  }

  /** Puts what the head needs into the workspace, and returns the script for its machine. */
  String prepare(NodeConfig config, BootstrapParts parts) {
    ObjectArea control = workspace.storage().control();
    PulledFiles files = PulledFiles.of(parts);
    files
        .contents()
        .forEach(
            (file, path) -> {
              if (file.kind() == PulledFile.Kind.PREPARED && !control.has(file.object())) {
                control.put(file.object(), path);
              }
            });
    if (sight.slot().isEmpty()) {
      records.store().delete(RecordKeys.headReport(record.uid()), WriteCondition.always());
    }
    records.put(RecordKeys.headParts(record.uid()), new HeadParts(config, files.all()));
    return workspace.nodes().headScript(new HeadFiles(record.uid(), files.all(), parts.java()));
  }

  /**
   * Waits until a head is in charge and all nodes are ready, and tells what happens meanwhile.
   *
   * @param lost the generation of a head that does not count; 0 if none was there before
   * @param check throws if there is nothing to wait for any more
   */
  void awaitReady(Progress progress, long lost, Runnable check) {
    Told told = new Told(progress);
    Waiter silence =
        Waiter.waitFor(
            workspace.time(),
            "a first sign of the head of " + record.name(),
            patience(),
            LOOK_AGAIN);
    try {
      silence.untilTrue(
          () -> {
            check.run();
            return report().isPresent() || sight.generation() > lost;
          },
          this::lastSeen);
      Waiter.waitFor(workspace.time(), "the head of " + record.name(), DEADLINE, LOOK_AGAIN)
          .untilTrue(
              () -> {
                check.run();
                told.report(report().orElse(null));
                return sight.generation() > lost;
              },
              this::lastSeen);
    } catch (io.cloudtik.error.WaitTimeoutException e) {
      throw failed("join", "its machine runs, but it did not become a head: " + e.getMessage());
    }
    progress.finished(Step.SET_UP_HEAD, "controller and services run");
    Waiter.waitFor(workspace.time(), "cluster " + record.name(), Duration.ofDays(1), LOOK_AGAIN)
        .untilTrue(
            () -> {
              check.run();
              Optional<ClusterView> view = view().filter(shown -> shown.generation() > lost);
              view.ifPresent(told::view);
              return view.filter(shown -> shown.state() == ClusterState.READY).isPresent();
            },
            () -> view().map(v -> v.state() + " " + v.reason()).orElse("nothing shown yet"));
  }

  private static Duration patience() {
    return Duration.parse(System.getProperty(PATIENCE, "PT15M"));
  }

  private Optional<HeadReport> report() {
    return records.value(RecordKeys.headReport(record.uid()), HeadReport.class);
  }

  private Optional<ClusterView> view() {
    return records.value(RecordKeys.status(record.uid()), ClusterView.class);
  }

  private String lastSeen() {
    return report()
        .map(HeadReport::step)
        .or(() -> sight.slot().map(SlotObservation::state).map(state -> "its machine is " + state))
        .orElse("no machine");
  }

  private NodeBootstrapException failed(String step, String error) {
    String console = workspace.provider().console(record.uid(), NodeConfig.HEAD);
    return new NodeBootstrapException(
        NodeConfig.HEAD,
        step,
        error,
        console.isBlank()
            ? ""
            : "the end of what its machine printed:\n"
                + HeadServices.lastLines(console, SHOWN_LINES));
  }

  /** Tells each thing once. */
  private final class Told {
    private final Progress progress;
    private @Nullable HeadReport report;
    private long ready = -1;

    Told(Progress progress) {
      this.progress = progress;
    }

    void report(@Nullable HeadReport now) {
      if (now == null || now.equals(report)) {
        return;
      }
      report = now;
      if (!now.error().isEmpty()) {
        throw failed(now.step(), now.error());
      }
      progress.progressed(Step.SET_UP_HEAD, now.step(), 0, 0);
    }

    void view(ClusterView view) {
      long workers = view.nodes().stream().filter(node -> !node.isHead()).count();
      long now = view.nodes().stream().filter(Told::isReadyWorker).count();
      if (now == ready) {
        return;
      }
      if (ready < 0) {
        progress.started(Step.SET_UP_WORKERS, "they boot");
      }
      ready = now;
      boolean all = view.state() == ClusterState.READY;
      if (all) {
        progress.finished(Step.SET_UP_WORKERS, now + " ready");
      } else {
        progress.progressed(Step.SET_UP_WORKERS, "they join", now, workers);
      }
    }

    private static boolean isReadyWorker(Node node) {
      return !node.isHead() && node.state() == NodeState.READY;
    }
  }
}
