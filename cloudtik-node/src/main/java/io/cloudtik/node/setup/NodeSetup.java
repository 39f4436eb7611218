/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.CommandSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The steps of the set-up of one node, from what bootstrap placed to services that are described.
 */
final class NodeSetup {
  private final NodeLayout layout;
  private final SetupProgress progress;
  private final NodeConfig config;
  private final ClusterSpec spec;

  NodeSetup(NodeLayout layout, SetupProgress progress) {
    this.layout = layout;
    this.progress = progress;
    progress.step("read configuration");
    config = Json.read(placed(layout.nodeConfig()), NodeConfig.class);
    spec = Json.read(placed(layout.clusterSpec()), ClusterSpec.class);
  }

  private static String placed(Path file) {
    return LocalFiles.read(file)
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.FILE_MISSING,
                    "expected the file " + file + ", got none; bootstrap the node again"));
  }

  void run() {
    PortBook ports = new PortBook(layout.run("ports.json"), config.host(), config.sharedHost());
    ServiceFolder services = new ServiceFolder(layout);
    if (config.head()) {
      progress.step("describe core services");
      services.add("core", new CoreServices(layout, config, spec, ports).describe());
    }
    boolean commandsDone = LocalFiles.read(commandsFile()).equals(Optional.of(commands()));
    if (!commandsDone) {
      run("before", spec.commandsBefore());
    }
    new RuntimeSetup(layout, config, spec, ports, progress).run(services);
    services.removeOthers();
    if (!commandsDone) {
      run("after", spec.commandsAfter());
      LocalFiles.write(commandsFile(), commands(), false);
    }
  }

  private Path commandsFile() {
    return layout.run("setup-commands.json");
  }

  private String commands() {
    return Json.write(List.of(spec.commandsBefore(), spec.commandsAfter()));
  }

  private void run(String when, List<CommandSpec> commands) {
    SetupCommands runner = new SetupCommands(layout, config, spec);
    for (int i = 0; i < commands.size(); i++) {
      progress.step("command %d of %d %s runtimes".formatted(i + 1, commands.size(), when));
      progress.report(String.join(" ", commands.get(i).arguments()), i, commands.size());
      runner.run(commands.get(i));
    }
  }
}
