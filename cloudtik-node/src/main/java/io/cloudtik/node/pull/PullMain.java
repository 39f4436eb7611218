/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.LocalProcessAccess;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.pull.BootTicket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the boot script of a machine starts: makes the machine the node that its ticket says, by the
 * same steps that somebody who logs in would do. On a machine that is this node already it starts
 * the keeper unless that runs. What it prints is seen on the console of the machine.
 */
public final class PullMain {
  private PullMain() {}

  /** Runs until the node lives by itself; the only argument is the directory of the boot script. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: PullMain <directory of the boot script>");
      System.exit(2);
    }
    Path boot = Path.of(arguments[0]);
    try {
      run(boot);
      System.exit(0); // also if a provider left threads behind
    } catch (RuntimeException e) {
      say("this machine cannot become a node: " + e.getMessage());
      if (!(e instanceof CloudTikException)) {
        e.printStackTrace(System.out);
      }
      System.exit(1);
    }
  }

  private static void run(Path boot) {
    Done done = new Done(boot.resolve("done"));
    if (done.isThere()) {
      startAgain(done.directory());
      return;
    }
    JobUserOfMachine.make();
    BootTicket ticket =
        Json.read(LocalFiles.read(boot.resolve("ticket.json")).orElseThrow(), BootTicket.class);
    if (ticket.head() != null) {
      new HeadPull(ticket.head(), boot, done, java(ticket, boot)).run();
    } else if (ticket.worker() != null) {
      new WorkerPull(ticket.worker(), boot, done, java(ticket, boot)).run();
    } else {
      throw new CloudTikException(
          ErrorCode.PROTOCOL_MISMATCH, "the ticket of this machine says neither head nor worker");
    }
  }

  /** Returns what this process runs with if that came from an archive. */
  private static @Nullable JavaSource java(BootTicket ticket, Path boot) {
    String sha256 = ticket.java();
    return sha256 == null ? null : new JavaSource(sha256, boot.resolve(BootTicket.JAVA), null);
  }

  /** A boot that is not the first one. */
  private static void startAgain(Path directory) {
    say("this machine is a node already; start its keeper");
    NodeLayout layout = new NodeLayout(directory);
    NodeConfig config =
        Json.read(LocalFiles.read(layout.nodeConfig()).orElseThrow(), NodeConfig.class);
    try (LocalProcessAccess access = LocalProcessAccess.toThisMachine(config.host(), directory)) {
      Bootstrap.startAgain(config, access, Path.of(System.getProperty("java.home")));
    }
  }

  static void say(String line) {
    System.out.println("cloudtik: " + line);
  }

  /** The note that this machine is a node. */
  record Done(Path file) {
    boolean isThere() {
      return LocalFiles.read(file).isPresent();
    }

    Path directory() {
      return Path.of(LocalFiles.read(file).orElseThrow());
    }

    void write(Path directory) {
      LocalFiles.write(file, directory.toString(), false);
    }
  }
}
