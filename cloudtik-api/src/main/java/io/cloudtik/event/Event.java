/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import java.time.Instant;

/** Something that happened to a workspace, a cluster, a node or a job. Immutable. */
public sealed interface Event permits StepEvent, NodeEvent, ServiceEvent, JobEvent, NoticeEvent {
  /** Returns when it happened, by the clock of the machine that saw it. */
  Instant at();

  /** Returns the name of the cluster, or of the workspace for its own steps. */
  String subject();

  /** Returns one line for people, which adds to what the other attributes say. */
  String message();
}
