/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.event.Event;
import io.cloudtik.event.EventListener;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A cluster that exists. It lives by itself; this is a handle to it, and any number of JVMs may
 * have one. Thread-safe.
 */
public interface Cluster extends AutoCloseable {
  /** Returns the name. */
  String name();

  /** Returns the unique id of this life of the cluster. */
  String uid();

  /** Returns the spec that it was started with. */
  ClusterSpec spec();

  /**
   * Returns what is known now. Works in every state of the cluster, also when its head is dead:
   * then from the workspace store.
   */
  ClusterStatus status();

  /** Returns the head and the workers, by id. */
  List<Node> nodes();

  /** Returns what can be connected to. */
  List<Endpoint> endpoints();

  /**
   * Opens a way to an endpoint. Closing this handle closes it, too.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code ENDPOINT_NOT_FOUND}; the message lists
   *     those that exist
   */
  Connection connect(String endpoint);

  /**
   * Runs a command on nodes at the same time and waits for all.
   *
   * @return one result for each node, by id; exit codes other than 0 are no exception
   * @throws io.cloudtik.error.WaitTimeoutException if the deadline of the request passed; the
   *     processes were killed
   */
  List<ExecResult> exec(ExecRequest request);

  /** Runs a program with arguments on the head and waits at most 10 minutes. */
  ExecResult exec(String... arguments);

  /** Copies a file or a directory to nodes, below their {@code files} directory. */
  void upload(Path source, String target, NodeSelector nodes);

  /** Copies a file or a directory from below the {@code files} directory of one node. */
  void download(String source, Path target, NodeSelector node);

  /**
   * Submits a job. With a key, a repeated submit returns the same job, also from another JVM and
   * after the job has ended.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code JOB_REJECTED} or {@code FILE_MISSING}
   *     if it cannot run; nothing was submitted
   */
  Job submit(JobRequest job);

  /** Returns the jobs of this cluster, oldest first. */
  List<Job> jobs();

  /** As {@link #scaleTo(String, int)} for the only worker group. */
  Operation<Cluster> scaleTo(int workers);

  /**
   * Asks for a number of workers in a group, which is kept until it is asked for again. It may be
   * outside of the group's min and max as long as it is 0 or more.
   *
   * @return an operation that ends when that many workers are ready and no more are left
   */
  Operation<Cluster> scaleTo(String group, int workers);

  /**
   * Gives the cluster a head again if its head is gone: a machine that is still there is set up
   * anew and keeps its disk, else another one takes its place. The new head takes over the workers
   * that live, with what runs on them, and the wishes, policies and jobs that the workspace knows.
   * A head that its provider believes to run, but that gives no sign for 35 seconds, is ended
   * first. Does nothing if the head works. Safe to repeat, also from several JVMs at the same time.
   *
   * <p>Nothing of what jobs print meanwhile is lost; events that only the old head had are.
   *
   * @return an operation that ends when the cluster is ready; if it fails, workers go on, and it
   *     can be asked for again
   * @throws io.cloudtik.error.CloudTikException with {@code CLUSTER_NOT_READY} if the cluster never
   *     had a head that was ready
   */
  Operation<Cluster> recover();

  /**
   * Returns the last lines that services of nodes have logged, oldest first, at most 1,000 for
   * each.
   */
  List<OutputLine> logs(NodeSelector nodes);

  /** Returns the events that the cluster still keeps, oldest first. */
  List<Event> events();

  /**
   * Tells a listener each event from now on, on a thread of this handle.
   *
   * @return what ends the subscription
   */
  AutoCloseable onEvent(EventListener listener);

  /**
   * Looks at the status until a condition holds, for at most as long as the deadline.
   *
   * @param awaited what is awaited, for messages
   * @return the first status for which the condition holds
   * @throws io.cloudtik.error.WaitTimeoutException if the deadline passes first
   * @throws io.cloudtik.error.CloudTikException with {@code CLUSTER_NOT_READY} as soon as the
   *     cluster is terminated and the condition does not hold: it never will
   */
  ClusterStatus awaitStatus(
      String awaited, java.util.function.Predicate<ClusterStatus> condition, Duration deadline);

  /**
   * Ends the cluster with everything that belongs to it, and waits at most 15 minutes. Works in
   * every state, also while it starts and when its head is dead. Safe to repeat. Jobs that run are
   * cancelled; their records, results and last output stay in the workspace.
   *
   * @return what is left, which should be nothing
   */
  TerminationReport terminate();

  /** As {@link #terminate()}, with a listener for progress. */
  TerminationReport terminate(Consumer<? super Event> listener);

  /** Releases threads and connections of this handle. The cluster lives on. */
  @Override
  void close();
}
