/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.Sessions;
import io.cloudtik.impl.bootstrap.NodeLayout;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back the keeper of a node, which brings back everything else. A node that never had a
 * keeper gets none.
 */
public final class KeeperWatch {
  private static final Logger logger = LoggerFactory.getLogger(KeeperWatch.class);

  private final NodeLayout layout;
  private final ProcessTable processes;

  public KeeperWatch(NodeLayout layout, ProcessTable processes) {
    this.layout = layout;
    this.processes = processes;
  }

  /**
   * Looks once, and starts the keeper if it is gone and was not asked to end. Where systemd has it,
   * this is systemd's to do: whoever stops that service must not be handed a keeper that is none.
   */
  public void look() {
    if (gone() && !Files.exists(layout.run("stop")) && !Files.exists(layout.unit())) {
      logger.warn("directory={} keeper=gone, it is started again", layout.root());
      start();
    }
  }

  private boolean gone() {
    Optional<ProcessIdentity> keeper =
        LocalFiles.read(layout.run("keeper.pid")).flatMap(ProcessIdentity::parse);
    return keeper.isPresent() && !processes.alive(keeper.get());
  }

  private void start() {
    List<String> command = new ArrayList<>(Sessions.prefix());
    command.addAll(layout.keeperCommand(Path.of(System.getProperty("java.home"))));
    try {
      new ProcessBuilder(command)
          .directory(layout.root().toFile())
          .redirectInput(new File("/dev/null"))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "the keeper of %s cannot be started: %s".formatted(layout.root(), e.getMessage()),
          e);
    }
  }
}
