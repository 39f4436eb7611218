/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.CommandSpec;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.FileSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.JavaArchive;
import io.cloudtik.spec.JobRequest;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.engine.ClusterStarter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A cluster that is being thought of; nothing of it exists. Immutable: each {@code with…} returns a
 * new draft, so that one draft can be branched and shared between threads.
 */
public final class ClusterDraft {
  private final ClusterStarter starter;
  private final ClusterSpec spec;

  /** Makes a draft; used by engines. Users get drafts from {@link Workspace#cluster(String)}. */
  public ClusterDraft(ClusterStarter starter, ClusterSpec spec) {
    this.starter = starter;
    this.spec = spec;
  }

  /** Returns the spec so far. */
  public ClusterSpec spec() {
    return spec;
  }

  /** Returns a draft with changes to anything in the spec. */
  public ClusterDraft with(Consumer<? super ClusterSpec.Builder> change) {
    return new ClusterDraft(starter, spec.with(change));
  }

  /** Returns a draft with changes to the head. */
  public ClusterDraft withHead(Consumer<? super HeadSpec.Builder> change) {
    return with(cluster -> cluster.head(spec.head().with(change)));
  }

  /** Returns a draft with changes to the worker group {@value WorkerGroupSpec#DEFAULT_NAME}. */
  public ClusterDraft withWorkers(Consumer<? super WorkerGroupSpec.Builder> change) {
    return withWorkers(WorkerGroupSpec.DEFAULT_NAME, change);
  }

  /**
   * Returns a draft with changes to a worker group, which is added if there is none of that name.
   */
  public ClusterDraft withWorkers(String group, Consumer<? super WorkerGroupSpec.Builder> change) {
    List<WorkerGroupSpec> groups = new ArrayList<>();
    boolean found = false;
    for (WorkerGroupSpec each : spec.workerGroups()) {
      boolean wanted = each.name().equals(group);
      groups.add(wanted ? each.with(change) : each);
      found |= wanted;
    }
    if (!found) {
      WorkerGroupSpec.Builder added = WorkerGroupSpec.builder().name(group);
      change.accept(added);
      groups.add(added.build());
    }
    return with(cluster -> cluster.workerGroups(groups));
  }

  /** Returns a draft that has only a head. */
  public ClusterDraft withoutWorkers() {
    return with(cluster -> cluster.workerGroups(List.of()));
  }

  /** Returns a draft with a runtime, which takes the place of one of the same name. */
  public ClusterDraft withRuntime(RuntimeConfig runtime) {
    List<RuntimeConfig> runtimes = new ArrayList<>(spec.runtimes());
    runtimes.removeIf(each -> each.runtime().equals(runtime.runtime()));
    runtimes.add(runtime);
    return with(cluster -> cluster.runtimes(runtimes));
  }

  /** Returns a draft that ends by itself as said. Default: idle for one hour. */
  public ClusterDraft withLifetime(Lifetime lifetime) {
    return with(cluster -> cluster.lifetime(lifetime));
  }

  /**
   * Returns a draft whose machines cost at most so many US dollars in an hour together, by the
   * prices that the provider gives: a smallest size that costs more is refused, and no worker is
   * launched beyond. Default: no limit.
   */
  public ClusterDraft withHourlyBudget(BigDecimal dollars) {
    return with(cluster -> cluster.hourlyBudget(dollars));
  }

  /**
   * Returns a draft with a limited queue of jobs: so many run at the same time, 1 to 10,000, and so
   * many more may wait, 0 to 100,000; a submit beyond is refused. Default: 64 and 1,000.
   */
  public ClusterDraft withJobQueue(int atOnce, int waiting) {
    return with(cluster -> cluster.jobsAtOnce(atOnce).jobsWaiting(waiting));
  }

  /**
   * Returns a draft that places a file of this machine in the {@code files} directory of each node.
   */
  public ClusterDraft withFile(Path source, String target) {
    return with(cluster -> cluster.addFiles(FileSpec.of(source, target)));
  }

  /** Returns a draft with a variable in the environment of commands, services and jobs. */
  public ClusterDraft withEnvironment(String name, String value) {
    return with(cluster -> cluster.putEnvironment(name, value));
  }

  /**
   * Returns a draft in which each node runs a command before its runtimes are set up, for at most
   * 30 minutes.
   */
  public ClusterDraft withCommandBefore(String... arguments) {
    return with(cluster -> cluster.addCommandsBefore(CommandSpec.of(arguments)));
  }

  /** As {@link #withCommandBefore(String...)}, for a command with a time limit of its own. */
  public ClusterDraft withCommandBefore(CommandSpec command) {
    return with(cluster -> cluster.addCommandsBefore(command));
  }

  /**
   * Returns a draft in which each node runs a command after its runtimes are set up, for at most 30
   * minutes.
   */
  public ClusterDraft withCommandAfter(String... arguments) {
    return with(cluster -> cluster.addCommandsAfter(CommandSpec.of(arguments)));
  }

  /** As {@link #withCommandAfter(String...)}, for a command with a time limit of its own. */
  public ClusterDraft withCommandAfter(CommandSpec command) {
    return with(cluster -> cluster.addCommandsAfter(command));
  }

  /**
   * Returns a draft whose nodes, on machines that are logged in to, run with the Java of an
   * archive, whatever else these have. Nodes on this computer run with the Java of this program.
   */
  public ClusterDraft withJava(JavaArchive archive) {
    return with(cluster -> cluster.java(archive));
  }

  /**
   * Returns a draft whose nodes keep data on disks of their machines: of the devices that match,
   * and on which nothing is, each is <b>formatted</b> and mounted, now and at boot; others are left
   * as they are, which events tell with the reason. Adds to what earlier calls have named.
   *
   * @param devices a device, or a pattern as of a shell, such as {@code /dev/nvme*n1}
   */
  public ClusterDraft withDataDisks(String devices) {
    return with(cluster -> cluster.addDataDisks(devices));
  }

  /**
   * Returns a draft in which each node is a container on its machine: Docker is installed where it
   * is missing, the image pulled, and all services, jobs and commands run in the container. Changes
   * what an earlier call has set; the image is required. Machines must be such that are logged in
   * to, for example those of {@code OnPremise} or {@code Local.containers()}.
   */
  public ClusterDraft withContainer(Consumer<? super ContainerSpec.Builder> change) {
    Objects.requireNonNull(change, "change");
    Optional<ContainerSpec> before = spec.container();
    if (before.isPresent()) {
      return with(cluster -> cluster.container(before.get().with(change)));
    }
    ContainerSpec.Builder container = ContainerSpec.builder();
    change.accept(container);
    return with(cluster -> cluster.container(container.build()));
  }

  /** Returns a draft with a tag for what is made in the cloud. */
  public ClusterDraft withTag(String key, String value) {
    return with(cluster -> cluster.putTags(key, value));
  }

  /**
   * Returns what {@link #start()} would do. Changes nothing.
   *
   * @throws io.cloudtik.error.InvalidSpecException with all problems of the spec
   */
  public ClusterPlan plan() {
    return starter.plan(spec);
  }

  /**
   * Starts the cluster, which then lives by itself.
   *
   * @throws io.cloudtik.error.InvalidSpecException with all problems of the spec; nothing was
   *     started
   * @throws io.cloudtik.error.CloudTikException with {@code CLUSTER_EXISTS} if there is one of that
   *     name
   */
  public Operation<Cluster> start() {
    return starter.start(spec);
  }

  /**
   * Starts the cluster, or attaches to the one of that name if it has the same spec. One whose head
   * is gone gets a head again, as by {@link Cluster#recover()}.
   *
   * @throws io.cloudtik.error.InvalidSpecException with all problems of the spec; nothing was
   *     started
   * @throws io.cloudtik.error.CloudTikException with {@code CLUSTER_DIFFERS} if the one that runs
   *     has another spec; the message lists the differences
   */
  public Operation<Cluster> startOrAttach() {
    return starter.startOrAttach(spec);
  }

  /**
   * Starts the cluster for one job, in one call that returns as soon as the wish is recorded and
   * the head is being made. The cluster ends after the job unless the draft has a lifetime. With a
   * key, the call can be repeated: it returns the same job.
   *
   * @return the reference with which any JVM finds the job and its result, also after the cluster
   *     has ended
   */
  public JobReference runDetached(JobRequest job) {
    return starter.runDetached(spec, job.toJobSpec());
  }

  @Override
  public String toString() {
    return "ClusterDraft{" + spec + "}";
  }
}
