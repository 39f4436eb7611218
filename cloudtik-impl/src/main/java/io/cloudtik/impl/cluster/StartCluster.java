/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.event.Step;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.ssh.SshKeyPair;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.docker.ContainerWish;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.machine.ClusterKey;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.impl.world.NodeSoftware;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The client's part of a cluster's start, as steps that can each be repeated: prepare, create the
 * head, set up the head. From then on the head works by itself, and the client only watches.
 */
final class StartCluster {
  private static final Duration WATCH_DEADLINE = Duration.ofDays(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** How often a head is set up at most, one whose processes always end must not go on for ever. */
  private static final int SET_UPS = 3;

  /** Who tells of a change shows what came of it a little later. */
  private static final Duration AFTER_NEWS = Duration.ofMillis(50);

  private final WorkspaceContext workspace;
  private final ClusterRecord record;
  private final ClusterSpec spec;
  private final Progress progress;
  private final HeadSight sight;
  private final PulledHead pulled;
  private int setUps;

  StartCluster(WorkspaceContext workspace, ClusterRecord record, Progress progress) {
    this.workspace = workspace;
    this.record = record;
    this.spec = record.spec();
    this.progress = progress;
    this.sight = new HeadSight(workspace, record.uid());
    this.pulled = new PulledHead(workspace, record);
  }

  /** Makes the head and starts its keeper; whoever repeats it finds the same head. */
  void launchHead() {
    progress.started(Step.PREPARE, "get together what the cluster needs");
    NodeSoftware software = workspace.nodes().gather(spec, progress);
    progress.finished(Step.PREPARE, "ready");
    workspace.provider().notices(spec).forEach(progress::notice);
    SpecJava.notice(workspace, spec).ifPresent(progress::notice);

    progress.checkCancelled();
    progress.started(Step.CREATE_HEAD, "ask for a machine");
    Optional<SshKeyPair> key = key();
    if (key.isPresent()) {
      new StandingMachines(workspace, record).allow(progress);
    }
    AtomicReference<NodeShape> launched = new AtomicReference<>();
    MachineAddress machine =
        headLaunch()
            .machine(
                new Offers(workspace.provider()).heads(spec),
                offering -> {
                  launched.set(offering.shape());
                  workspace.provider().launch(request(offering, key.orElse(null), software));
                });
    NodeShape shape = Objects.requireNonNull(launched.get());
    progress.finished(Step.CREATE_HEAD, "at " + machine.host());

    progress.checkCancelled();
    if (workspace.provider().runsBootScripts()) {
      progress.started(Step.SET_UP_HEAD, "it sets itself up");
      return;
    }
    setUps++;
    progress.started(Step.SET_UP_HEAD, "place bundles, start the node controller");
    SpecFiles.gathered(
        workspace, record, files -> setUp(config(shape), machine, parts(shape, files, software)));
  }

  private HeadLaunch headLaunch() {
    return new HeadLaunch(
        workspace.config().provider(),
        workspace.provider(),
        workspace.records(),
        record.uid(),
        workspace.time(),
        progress,
        () -> {
          progress.checkCancelled();
          requireLife();
        });
  }

  private LaunchRequest request(
      Offering offering, @Nullable SshKeyPair key, NodeSoftware software) {
    LaunchRequest.Builder launch =
        LaunchRequest.builder()
            .cluster(spec.name())
            .clusterUid(record.uid())
            .slots(List.of(LaunchRequest.HEAD_SLOT))
            .offering(offering);
    spec.tags().forEach(launch::putTags);
    if (key != null) {
      launch.addAuthorizedKeys(key.publicLine());
    }
    if (workspace.provider().runsBootScripts()) {
      NodeShape shape = offering.shape();
      SpecFiles.gathered(
          workspace,
          record,
          files ->
              launch.putBootScripts(
                  NodeConfig.HEAD, pulled.prepare(config(shape), parts(shape, files, software))));
    }
    return launch.build();
  }

  private NodeConfig config(NodeShape shape) {
    return NodeConfigs.of(workspace, spec, record.uid(), NodeConfig.HEAD, NodeConfig.HEAD, shape);
  }

  /** Returns the key of the cluster, where its machines are logged in to. */
  private Optional<SshKeyPair> key() {
    return workspace.provider().reachedBySsh()
        ? Optional.of(
            ClusterKey.make(
                workspace.records(),
                record.uid(),
                "cloudtik-%s-%s-%s".formatted(workspace.name(), record.name(), record.uid())))
        : Optional.empty();
  }

  private void setUp(NodeConfig config, MachineAddress machine, BootstrapParts parts) {
    try (MachineAccess access = workspace.nodes().open(record.uid(), machine)) {
      Bootstrap.run(
          config.at(machine),
          access,
          parts,
          () -> {
            progress.checkCancelled();
            // Who ended the cluster meanwhile removed the machine, and nothing may come there
            // again.
            requireLife();
          },
          step -> progress.progressed(Step.SET_UP_HEAD, step, 0, 0));
    } catch (NodeBootstrapException e) {
      // What failed may be that the machine was taken away.
      requireLife();
      throw e;
    }
  }

  private static void requireAlive(SlotObservation slot) {
    if (slot.state() == SlotState.FAILED) {
      throw new CloudTikException(
          ErrorCode.PROVIDER_FAILED, "the head has no machine (any more): " + slot.reason());
    }
  }

  /**
   * A head can lose all its processes before there are two of them that start each other again: its
   * keeper is killed, or its machine reboots. What was placed is still there.
   */
  private void setUpAgainIfGone(SlotObservation slot) {
    boolean there = slot.state() == SlotState.FAILED && slot.address().isPresent();
    if (there && setUps < SET_UPS) {
      progress.notice("the head is set up again: " + slot.reason());
      launchHead();
    } else {
      requireAlive(slot);
    }
  }

  private Optional<SlotObservation> headSlot() {
    return sight.slot();
  }

  private BootstrapParts parts(NodeShape shape, @Nullable Path specFiles, NodeSoftware software) {
    workspace.records().create(RecordKeys.secrets(record.uid()), Secrets.fresh());
    SecretsRecord secrets =
        workspace
            .records()
            .value(RecordKeys.secrets(record.uid()), SecretsRecord.class)
            .orElseThrow();
    Map<String, String> files = new TreeMap<>(secrets.ofHead());
    SpecContainer.logins(workspace, record)
        .ifPresent(logins -> files.put(ContainerWish.LOGINS, logins));
    if (!workspace.provider().runsBootScripts()) {
      // Files of heads that set themselves up lie in the workspace before.
      workspace
          .provider()
          .secretsForHead()
          .forEach((name, text) -> files.put(NodeLayout.ofProvider(name), text));
    }
    return new BootstrapParts(
        Json.write(spec),
        files,
        null,
        List.of(),
        software.bundles(),
        specFiles,
        software.prepared(),
        SpecJava.source(workspace, record),
        SpecContainer.wish(workspace, record, shape));
  }

  /**
   * Watches until the cluster is ready, and tells what happens meanwhile.
   *
   * @param lost the generation of a head that was in charge before and does not count; 0 if none
   *     was
   */
  void awaitReady(ClusterConnection connection, long lost) {
    if (workspace.provider().runsBootScripts()) {
      pulled.awaitReady(progress, lost, this::requireHead);
      return;
    }
    ClusterState state = awaitHead(connection, lost);
    EventPump events = lost == 0 ? EventPump.fromBeginning() : EventPump.fromNow(state);
    Waiter.waitFor(workspace.time(), "cluster " + spec.name(), WATCH_DEADLINE, AFTER_NEWS)
        .until(
            () -> {
              progress.checkCancelled();
              requireLife();
              headSlot().flatMap(SlotObservation::address).ifPresent(this::requireServices);
              return ClusterConnection.ifItAnswers(
                  () -> {
                    // First the state, so that what led to it is told before the end.
                    Optional<ClusterView> ready = ready(connection);
                    Duration patience = ready.isPresent() ? Duration.ZERO : LOOK_AGAIN;
                    events.read(state, patience, progress::tell);
                    return ready;
                  });
            },
            () -> lastSeen(connection));
  }

  private void requireHead() {
    progress.checkCancelled();
    requireLife();
    headSlot().ifPresent(StartCluster::requireAlive);
  }

  private void requireServices(MachineAddress head) {
    MachineAddress known = new ToldHostKeys(workspace, record.uid()).known(NodeConfig.HEAD, head);
    try (MachineAccess access = workspace.nodes().open(record.uid(), known)) {
      HeadServices.require(access);
    }
  }

  private static Optional<ClusterView> ready(ClusterConnection connection) {
    return connection.view().filter(view -> view.state() == io.cloudtik.ClusterState.READY);
  }

  private ClusterState awaitHead(ClusterConnection connection, long lost) {
    MachineAddress machine = headLaunch().await();
    try (MachineAccess access = workspace.nodes().open(record.uid(), machine)) {
      NodeLayout layout = new NodeLayout(access.root());
      SetupWatch watch = new SetupWatch();
      ClusterState state =
          Waiter.waitFor(workspace.time(), "the services of the head", WATCH_DEADLINE, LOOK_AGAIN)
              .until(
                  () -> {
                    progress.checkCancelled();
                    requireLife();
                    headSlot().ifPresent(this::setUpAgainIfGone);
                    HeadServices.require(access);
                    watch.look(access.read(layout.setupStatus()).orElse(null));
                    if (watch.told == null) {
                      watch.nothingYet(access.read(layout.logs().resolve("node.log")).orElse(""));
                    }
                    return watch.done && sight.generation() > lost
                        ? connection.state()
                        : Optional.<ClusterState>empty();
                  },
                  () -> (watch.last + " " + HeadServices.of(access).ailing()).strip());
      Waiter.waitFor(workspace.time(), "the cluster controller", WATCH_DEADLINE, LOOK_AGAIN)
          .until(
              () -> {
                progress.checkCancelled();
                requireLife();
                HeadServices.require(access);
                return ClusterConnection.ifItAnswers(connection::view)
                    .filter(view -> view.generation() > lost);
              },
              () -> "the head is set up, its controller has not shown anything yet");
      progress.finished(Step.SET_UP_HEAD, "controller and services run");
      return state;
    }
  }

  private void requireLife() {
    ClusterRecord now = workspace.sight(spec.name()).record();
    if (!now.uid().equals(record.uid())
        || now.state() == io.cloudtik.ClusterState.TERMINATING
        || now.state() == io.cloudtik.ClusterState.TERMINATED) {
      throw new CloudTikException(
          ErrorCode.CANCELLED, "cluster " + spec.name() + " was terminated while it started");
    }
  }

  private static String lastSeen(ClusterConnection connection) {
    return ClusterConnection.ifItAnswers(connection::view)
        .map(view -> view.state() + " " + view.reason())
        .orElse("the controller has shown nothing yet");
  }

  /** Turns what the head's set-up says into events, each once. */
  private final class SetupWatch {
    private String last = "the node controller has not said anything yet";
    private @Nullable SetupStatus told;
    private boolean done;

    /** A node controller that cannot even start says why in its log only. */
    void nothingYet(String log) {
      last =
          "the node controller has not said anything yet; the end of its log: "
              + HeadServices.lastLines(log, 3).replace("\n", " | ");
    }

    void look(@Nullable String json) {
      if (json == null) {
        return;
      }
      SetupStatus status = Json.read(json, SetupStatus.class);
      last = status.state() + " " + status.step() + " " + status.message();
      if (status.state().equals(SetupStatus.FAILED)) {
        throw new NodeBootstrapException(NodeConfig.HEAD, status.step(), status.error(), "");
      }
      done = status.state().equals(SetupStatus.DONE);
      if (!status.equals(told)) {
        told = status;
        String text =
            status.message().isEmpty() ? status.step() : status.step() + ": " + status.message();
        progress.progressed(Step.SET_UP_HEAD, text, status.done(), status.total());
      }
    }
  }

  /** Returns the names of the runtimes of a spec. */
  static List<String> runtimes(ClusterSpec spec) {
    return spec.runtimes().stream().map(RuntimeConfig::runtime).toList();
  }
}
