/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudtik.impl.wait.Waiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** OpenSSH's own client with one connection that all its commands share (ControlMaster). */
final class OpenSsh implements AutoCloseable {
  private final LoopbackSshd sshd;
  private final Path socket;
  private final Process master;

  private OpenSsh(LoopbackSshd sshd, Path socket) throws IOException {
    this.sshd = sshd;
    this.socket = socket;
    List<String> command = new ArrayList<>(client());
    command.addAll(List.of("-M", "-N", target()));
    this.master = new ProcessBuilder(command).inheritIO().start();
    Waiter.waitFor("the connection of ssh", Duration.ofSeconds(20))
        .untilTrue(() -> Files.exists(socket), () -> "no " + socket);
  }

  /** Connects. */
  static OpenSsh connect(LoopbackSshd sshd, Path directory) throws IOException {
    return new OpenSsh(sshd, directory.resolve("control"));
  }

  /** Returns the command line of the client without the host and what follows it. */
  List<String> client() {
    return List.of(
        "ssh",
        "-F",
        "none",
        "-o",
        "BatchMode=yes",
        "-o",
        "ControlPath=" + socket,
        "-o",
        "UserKnownHostsFile=" + sshd.knownHosts(),
        "-i",
        sshd.identity().toString(),
        "-p",
        Integer.toString(sshd.port()));
  }

  static String target() {
    return "root@" + LoopbackSshd.HOST;
  }

  /** Runs a program of this computer, which must end with 0, and returns the seconds it took. */
  static double run(List<String> command) throws IOException, InterruptedException {
    Stopwatch watch = new Stopwatch();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    double seconds = watch.seconds();
    if (code != 0) {
      throw new IllegalStateException(command.get(0) + " ended with " + code + ": " + output);
    }
    return seconds;
  }

  @Override
  public void close() {
    master.destroy();
  }
}
