/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of the wish of a slot for a host. Immutable.
 *
 * @param machine the id of the machine: the host for this one time; empty if there is none
 * @param host how the host was reached when it was taken; null if there is none
 * @param directory of the node on the host
 * @param reason why there is no host, or why the node on it could not be ended; empty if there is
 *     nothing to say
 * @param tried when it was last tried to end the node; null if it was not
 */
record Lease(
    State state,
    String workspace,
    String cluster,
    String uid,
    String slot,
    String machine,
    @Nullable Host host,
    Path directory,
    Instant since,
    String reason,
    @Nullable Instant tried) {

  enum State {
    /** The slot has the host. */
    HELD,
    /** The node on the host is being ended; until then nobody else may have the host. */
    ENDING,
    /** No host was free. */
    REFUSED
  }

  boolean isOf(String workspaceName, String clusterUid) {
    return workspace.equals(workspaceName) && uid.equals(clusterUid);
  }

  /** Says whether nobody else may have a host. */
  boolean keeps(Host other) {
    return host != null && host.place().equals(other.place());
  }

  /** Says whether it is of the same machine. */
  boolean isSame(Lease other) {
    return !machine.isEmpty() && machine.equals(other.machine);
  }

  Lease ending() {
    return state == State.HELD ? with(State.ENDING, "", null) : this;
  }

  Lease stays(String why, Instant now) {
    return with(State.ENDING, why, now);
  }

  private Lease with(State newState, String why, @Nullable Instant triedAt) {
    return new Lease(
        newState, workspace, cluster, uid, slot, machine, host, directory, since, why, triedAt);
  }

  /** Returns what still exists, for people. */
  String line() {
    String what =
        "node %s of cluster %s on host %s, in %s"
            .formatted(slot, cluster, host == null ? "" : host.name(), directory);
    return reason.isEmpty() ? what : what + ": " + reason;
  }
}
