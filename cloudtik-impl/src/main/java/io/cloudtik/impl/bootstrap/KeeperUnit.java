/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.impl.access.CommandInput;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The keeper of a node as a service of systemd, which starts it again when it ends, and when the
 * machine was off. What the keeper started lives on when the keeper does not.
 */
final class KeeperUnit {
  private static final String SCRIPT = MachineScript.text(KeeperUnit.class, "keeper-unit.sh");
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private KeeperUnit() {}

  /** Starts it unless it runs, and lets it be started at boot. */
  static void start(NodeConfig config, MachineAccess access, NodeLayout layout, Path java) {
    start(config, access, layout, java, "renew");
  }

  /** As {@link #start}, by the unit that is there if there is one, whatever its Java is. */
  static void startAgain(NodeConfig config, MachineAccess access, NodeLayout layout, Path java) {
    start(config, access, layout, java, "keep");
  }

  private static void start(
      NodeConfig config, MachineAccess access, NodeLayout layout, Path java, String present) {
    MachineScript.require(
        access,
        MachineScript.request(SCRIPT, DEADLINE, layout.root().toString(), present)
            .withInput(CommandInput.text(text(config, layout, java))),
        "the start of the keeper by systemd");
  }

  static String text(NodeConfig config, NodeLayout layout, Path java) {
    // Processes are given the environment of the node by its node controller.
    Map<String, String> marks = new TreeMap<>(config.environment());
    marks.keySet().retainAll(Set.of(Bootstrap.MARKER));
    StringBuilder environment = new StringBuilder();
    marks.forEach(
        (name, value) ->
            environment.append("Environment=").append(quoted(name + "=" + value)).append('\n'));
    StringBuilder command = new StringBuilder();
    layout
        .keeperCommand(java)
        .forEach(word -> command.append(quoted(word).replace("$", "$$")).append(' '));
    return """
        # Made by CloudTik for the node in %1$s, and removed with it.
        [Unit]
        Description=CloudTik node %2$s of cluster %3$s
        Wants=network-online.target
        After=network-online.target local-fs.target remote-fs.target
        ConditionPathExists=!%1$s/run/stop
        StartLimitIntervalSec=0

        [Service]
        ExecStart=%4$swait
        %5$sRestart=always
        RestartSec=2
        # Services outlive the keeper, which starts their node controller again, and it ignores other
        # signals.
        KillMode=process
        KillSignal=SIGKILL
        OOMPolicy=continue
        TasksMax=infinity

        [Install]
        WantedBy=multi-user.target
        """
        .formatted(
            layout.root().toString().replace("%", "%%"),
            config.nodeId(),
            config.cluster(),
            command,
            environment);
  }

  /** As systemd reads a word of a unit. */
  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
  }
}
