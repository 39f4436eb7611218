/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How long many small commands on one machine take, one after another. */
final class SshExecBenchmark implements Benchmark {
  static final Figure EXEC = Figure.ratio("ssh-exec", Goal.atMost(0.4));

  private static final int CALLS = 1_000;
  private static final int WARM_UP = 200;

  /** A shell's loop, so that no other program's start of processes is measured. */
  private static final String LOOP =
      "n=$1; shift; while [ $n -gt 0 ]; do \"$@\" || exit 1; n=$((n - 1)); done";

  @Override
  public List<Figure> figures() {
    return List.of(EXEC);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    Optional<String> missing = LoopbackSshd.missing("ssh");
    if (missing.isPresent()) {
      report.skip(EXEC, missing.get());
      return;
    }
    // The path of the client's socket must be short.
    try (Scratch scratch = Scratch.in(Path.of(System.getProperty("java.io.tmpdir")));
        LoopbackSshd sshd = LoopbackSshd.start(scratch.path("sshd"));
        OpenSsh ssh = OpenSsh.connect(sshd, scratch.root());
        MachineAccess access = sshd.open(scratch.path("root"))) {
      requireShell(access);
      ours(sshd, access, WARM_UP);
      Pairs pairs = Pairs.measure(() -> openSsh(sshd, ssh), () -> ours(sshd, access, CALLS));
      report.baseline(EXEC, "s", CALLS + " times ssh host true, ControlMaster", pairs.baseline());
      report.ours(EXEC, "s", CALLS + " times run of true", pairs.ours());
      report.figure(EXEC, pairs.ratios());
    }
  }

  private static CommandRequest request(MachineAccess access, String... command) {
    return CommandRequest.of(List.of(command), access.root(), Duration.ofSeconds(60));
  }

  private static void requireShell(MachineAccess access) {
    String shell = access.run(request(access, "sh", "-c", "echo \"$SHELL\"")).output().strip();
    if (!shell.equals("/bin/sh")) {
      throw new IllegalStateException("expected the login shell /bin/sh, got " + shell);
    }
  }

  private static double openSsh(LoopbackSshd sshd, OpenSsh ssh)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", LOOP, "sh", Integer.toString(CALLS)));
    command.addAll(ssh.client());
    command.addAll(List.of(OpenSsh.target(), "true"));
    long before = sshd.commands();
    double seconds = OpenSsh.run(command);
    requireCommands(sshd.commands() - before, CALLS);
    return seconds;
  }

  private static double ours(LoopbackSshd sshd, MachineAccess access, int calls) {
    CommandRequest request = request(access, "true");
    long before = sshd.commands();
    Stopwatch watch = new Stopwatch();
    for (int i = 0; i < calls; i++) {
      int code = access.run(request).exitCode();
      if (code != 0) {
        throw new IllegalStateException("expected exit code 0, got " + code);
      }
    }
    double seconds = watch.seconds();
    requireCommands(sshd.commands() - before, calls);
    return seconds;
  }

  private static void requireCommands(long started, int wanted) {
    if (started != wanted) {
      throw new IllegalStateException(
          "expected %d commands in the log of sshd, got %d".formatted(wanted, started));
    }
  }
}
