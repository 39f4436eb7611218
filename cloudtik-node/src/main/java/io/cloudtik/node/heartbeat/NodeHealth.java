/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a heartbeat tells of the parts of a node. Implementations are thread-safe. */
public interface NodeHealth {
  /** Returns how far the set-up is. */
  SetupStatus setup();

  /** Returns the state of each service by name. */
  Map<String, ServiceReport> services();

  /** Returns the ids of the jobs that run. */
  List<String> jobs();

  /** Returns the sessions of everything that the node started. */
  Set<Long> sessions();
}
