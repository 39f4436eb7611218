/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Connection;
import io.cloudtik.Endpoint;
import io.cloudtik.ExecRequest;
import io.cloudtik.ExecResult;
import io.cloudtik.Job;
import io.cloudtik.Node;
import io.cloudtik.NodeSelector;
import io.cloudtik.Operation;
import io.cloudtik.OutputLine;
import io.cloudtik.TerminationReport;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.event.Event;
import io.cloudtik.event.EventListener;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.execute.EventHub;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.RecordedOperations;
import io.cloudtik.impl.execute.RunningOperation;
import io.cloudtik.impl.job.JobHandle;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.ClusterSight;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobRequest;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.WorkerGroupSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One life of a cluster, seen from a client. Holds no state but its connection. */
public final class ClusterHandle implements Cluster {
  private static final int MAX_EVENTS = 10_000;
  private static final int MAX_WORKERS = 10_000;

  private final WorkspaceContext workspace;
  private final ClusterRecord record;
  private final ClusterSight sight;
  private final ClusterConnection connection;
  private final ClusterNodes nodes;
  private final Endpoints endpoints;
  private @Nullable EventSubscription subscription;

  public ClusterHandle(WorkspaceContext workspace, ClusterRecord record) {
    this(workspace, new ClusterSight(record, null));
  }

  /** Makes a handle that can look and terminate even if the record cannot be read. */
  public ClusterHandle(WorkspaceContext workspace, ClusterSight sight) {
    this.workspace = workspace;
    this.sight = sight;
    this.record = sight.record();
    this.connection = new ClusterConnection(workspace, record.uid());
    this.nodes = new ClusterNodes(workspace, record, this::nodes);
    this.endpoints = new Endpoints(name(), connection, nodes);
  }

  @Override
  public String name() {
    return record.name();
  }

  @Override
  public String uid() {
    return record.uid();
  }

  @Override
  public ClusterSpec spec() {
    return sight.require().spec();
  }

  @Override
  public ClusterStatus status() {
    return new StatusReader(workspace, record, connection).read();
  }

  @Override
  public List<Node> nodes() {
    return status().nodes();
  }

  @Override
  public List<Endpoint> endpoints() {
    return endpoints.all();
  }

  @Override
  public Connection connect(String endpoint) {
    return endpoints.connect(endpoint);
  }

  @Override
  public List<ExecResult> exec(ExecRequest request) {
    return nodes.exec(request);
  }

  @Override
  public ExecResult exec(String... arguments) {
    return exec(ExecRequest.of(arguments)).get(0);
  }

  @Override
  public void upload(Path source, String target, NodeSelector selector) {
    nodes.upload(source, target, selector);
  }

  @Override
  public void download(String source, Path target, NodeSelector selector) {
    nodes.download(source, target, selector);
  }

  @Override
  public Job submit(JobRequest job) {
    return job(new SubmitJob(workspace, connection, record, job.toJobSpec()).run());
  }

  private Job job(String id) {
    return new JobHandle(
        workspace.records(), workspace.name(), name(), id, workspace.time(), this::link);
  }

  private JobHandle.Link link(String lifeOfJob) {
    return ClusterLinks.link(workspace, lifeOfJob, uid(), connection);
  }

  @Override
  public List<Job> jobs() {
    return workspace.records().all(RecordKeys.jobs(name()), "/record", JobRecord.class).stream()
        .map(stored -> stored.value())
        .filter(job -> job.clusterUid().equals(uid()))
        .sorted(Comparator.comparing(JobRecord::submitted).thenComparing(JobRecord::id))
        .map(job -> job(job.id()))
        .toList();
  }

  @Override
  public Operation<Cluster> scaleTo(int workers) {
    return scaleTo(SpecCheck.onlyGroup(spec()).name(), workers);
  }

  @Override
  public Operation<Cluster> scaleTo(String group, int workers) {
    if (spec().workerGroup(group).isEmpty()) {
      throw InvalidSpecException.of(
          "scaleTo.group: expected one of %s, got %s"
              .formatted(
                  spec().workerGroups().stream().map(WorkerGroupSpec::name).toList(),
                  Names.quoted(group)));
    }
    List<String> problems = SpecRules.number("scaleTo.workers", workers, 0, MAX_WORKERS);
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
    return ScaleCluster.begin(workspace, record, this, connection, group, workers);
  }

  @Override
  public Operation<Cluster> recover() {
    return new HeadRecovery(workspace, record).begin();
  }

  @Override
  public List<OutputLine> logs(NodeSelector selector) {
    return nodes.logs(selector);
  }

  @Override
  public List<Event> events() {
    return connection.requireState().last(StateKeys.EVENTS, MAX_EVENTS).stream()
        .flatMap(entry -> EventPump.event(entry).stream())
        .toList();
  }

  @Override
  public synchronized AutoCloseable onEvent(EventListener listener) {
    if (subscription == null) {
      subscription = new EventSubscription(workspace, name(), connection);
    }
    return subscription.add(listener);
  }

  @Override
  public ClusterStatus awaitStatus(
      String awaited, Predicate<ClusterStatus> condition, Duration deadline) {
    ClusterStatus[] last = new ClusterStatus[1];
    return Waiter.waitFor(workspace.time(), awaited + " of cluster " + name(), deadline)
        .until(
            () -> {
              ClusterStatus now = status();
              last[0] = now;
              if (condition.test(now)) {
                return Optional.of(now);
              }
              requireLiving(awaited, now);
              return Optional.<ClusterStatus>empty();
            },
            () -> String.valueOf(last[0]));
  }

  /** A life that is over stays over: whoever waits for more would wait in vain. */
  private static void requireLiving(String awaited, ClusterStatus now) {
    if (now.state() == ClusterState.TERMINATED) {
      throw new CloudTikException(
          ErrorCode.CLUSTER_NOT_READY,
          "cluster %s is terminated, which is for ever; awaited: %s; last seen: %s"
              .formatted(now.name(), awaited, now));
    }
  }

  @Override
  public TerminationReport terminate() {
    return terminate(event -> {});
  }

  @Override
  public TerminationReport terminate(Consumer<? super Event> listener) {
    close();
    try (EventHub hub = workspace.hub(name())) {
      hub.add(listener::accept);
      return RunningOperation.<TerminationReport>start(
              "terminate-" + name() + "-" + uid(),
              "the end of cluster " + name(),
              name(),
              workspace.time(),
              hub,
              Runnable::run,
              () -> {},
              this::terminate)
          .await(Duration.ofMinutes(30));
    }
  }

  private TerminationReport terminate(Progress progress) {
    TerminationReport report = new Termination(workspace, record, progress).run();
    new RecordedOperations(workspace.records(), workspace.time()).forgetOf(record.uid());
    return report;
  }

  @Override
  public synchronized void close() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
    endpoints.close();
    connection.close();
  }
}
