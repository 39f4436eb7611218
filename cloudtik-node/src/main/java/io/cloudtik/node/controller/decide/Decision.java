/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.JobPart;
import io.cloudtik.JobState;
import io.cloudtik.NodeState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing to do. Each can be repeated, and each is for one node or job, or one group. */
public sealed interface Decision {
  /**
   * Take up a slot that exists and that no record speaks of.
   *
   * @param intend whether it is wanted from now, although no intent speaks of it
   */
  record Adopt(
      String slot,
      String group,
      @Nullable String offering,
      NodeState state,
      boolean intend,
      String reason)
      implements Decision {}

  /** Record that these new slots are wanted; numbers up to {@code nextNumber} are used from now. */
  record AddNodes(String group, String offering, List<String> slots, int nextNumber)
      implements Decision {}

  /** Ask the provider for machines in slots whose intents are recorded. */
  record Launch(String group, String offering, List<String> slots) implements Decision {}

  /** Push the set-up to a machine. */
  record BootstrapNode(String node) implements Decision {}

  /** Record that a node is in another state. */
  record MoveNode(String node, NodeState to, String reason) implements Decision {}

  /** Ask the provider to end machines. */
  record Terminate(List<String> slots, String reason) implements Decision {}

  /** Drop the record of a node of which nothing is left. */
  record ForgetNode(String node) implements Decision {}

  /** Count the silence of all nodes from now. */
  record AwaitHeartbeats(String reason) implements Decision {}

  /** Record which nodes run a job, and tell them. */
  record AssignJob(String job, List<String> nodes) implements Decision {}

  /** Record why a job waits. */
  record ExplainJob(String job, String reason) implements Decision {}

  /** Tell a node again to run a job that was assigned to it. */
  record RunJob(String job, String node) implements Decision {}

  /** Record what the nodes of a job do. */
  record UpdateJob(String job, List<JobPart> parts) implements Decision {}

  /** Tell a node to end a job. */
  record CancelJob(String job, String node) implements Decision {}

  /** Record that a job is to be run again after a while. */
  record RestartJob(String job, Duration pause, String reason) implements Decision {}

  /** Record how a job ended. */
  record FinishJob(String job, JobState state, List<JobPart> parts, String reason)
      implements Decision {}

  /** Begin to end the cluster. */
  record EndCluster(String reason) implements Decision {}

  /** Record that the cluster has ended, and end the head; the last of all. */
  record EndHead(String reason) implements Decision {}
}
