/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.bootstrap.Bootstrap;
import java.time.Duration;

/** Takes a node off a machine that goes on to exist: its processes, and its directory. */
final class NodeRemoval {
  private static final String SCRIPT = MachineScript.text(NodeRemoval.class, "remove-node.sh");
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private NodeRemoval() {}

  static void run(MachineAccess access) {
    String root = access.root().toString();
    MachineScript.require(
        access,
        MachineScript.request(SCRIPT, DEADLINE, root, Bootstrap.MARKER + "=" + root),
        "the removal of the node in " + root);
  }
}
