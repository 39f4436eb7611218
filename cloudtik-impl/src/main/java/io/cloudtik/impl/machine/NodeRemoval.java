/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.bootstrap.Bootstrap;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Takes a node off a machine that goes on to exist: its processes, and its directory. */
final class NodeRemoval {
  private static final String SCRIPT = MachineScript.text(NodeRemoval.class, "remove-node.sh");
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  /** Its input is ours, which nobody writes to and which ends with us. */
  private static final String AFTER_US = "timeout 60 cat >/dev/null\n";

  /**
   * The request to remove the container comes from a process in it, which a slow machine takes some
   * time to send, and Docker would start a container again whose processes were only killed. Where
   * Docker has its command line, that does what this process did not come to.
   */
  private static final String AFTER_CONTAINER =
      """
      tries=0
      while [ $tries -lt 60 ] && grep -a -q -F -- "$2" /proc/[0-9]*/environ 2>/dev/null; do
        tries=$((tries + 1))
        sleep 1
      done
      if command -v docker >/dev/null 2>&1; then docker rm -f -v "$3" >/dev/null 2>&1; fi
      """;

  private NodeRemoval() {}

  static void run(MachineAccess access) {
    String root = access.root().toString();
    MachineScript.require(
        access,
        MachineScript.request(SCRIPT, DEADLINE, root, mark(access.root())),
        "the removal of the node in " + root);
  }

  /**
   * Takes the node off this machine of which this process is a part: when this process has ended,
   * by somebody who is no part of the node.
   */
  static void ofItself(Path root) {
    ProcessBuilder removal =
        new ProcessBuilder(
                "setsid", "sh", "-c", AFTER_US + SCRIPT, "sh", root.toString(), mark(root))
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    removal.environment().keySet().retainAll(Set.of("PATH", "LANG", "LC_ALL"));
    try {
      removal.start();
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "the removal of the node in %s could not be started: %s".formatted(root, e.getMessage()),
          e);
    }
  }

  /**
   * Takes a node off whose container is about to be removed, with this process in it: as soon as
   * nothing of it runs any more.
   */
  static void afterContainer(MachineAccess access, String container) {
    List<String> command =
        List.of(
            "sh",
            "-c",
            AFTER_CONTAINER + SCRIPT,
            "sh",
            access.root().toString(),
            mark(access.root()),
            container);
    access.startDetached(CommandRequest.of(command, Path.of("/"), DEADLINE));
  }

  private static String mark(Path root) {
    return Bootstrap.MARKER + "=" + root;
  }
}
