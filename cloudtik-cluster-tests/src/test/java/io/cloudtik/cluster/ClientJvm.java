/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Workspace;
import io.cloudtik.event.StepEvent;
import io.cloudtik.provider.local.Local;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that starts a cluster, or attaches to it, and says each step that it sees. */
final class ClientJvm implements AutoCloseable {
  // A client that is stopped with everything else for ten minutes still has time when it wakes.
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Process process;
  private final BufferedReader lines;
  private final List<String> said = new ArrayList<>();

  private ClientJvm(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** What the other JVM runs. */
  public static void main(String[] arguments) {
    Local here = Local.here().at(Path.of(arguments[0]));
    Local provider = Boolean.parseBoolean(arguments[1]) ? here.cloudLike() : here;
    try (Workspace workspace = Workspace.create("demo", provider)) {
      var cluster =
          workspace
              .cluster(arguments[2])
              .withWorkers(w -> w.cpus(1).min(1))
              .startOrAttach()
              .onEvent(
                  event -> {
                    if (event instanceof StepEvent step) {
                      System.out.println(step.step() + " " + step.state());
                    }
                  })
              .await(PATIENCE);
      System.out.println("uid " + cluster.uid());
    }
  }

  static ClientJvm startOrAttach(Path home, boolean cloudLike, String cluster) {
    try {
      return new ClientJvm(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ClientJvm.class.getName(),
                  home.toString(),
                  Boolean.toString(cloudLike),
                  cluster)
              .redirectError(Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Reads until a line begins like this, and returns the rest of it. */
  String awaitLine(String beginning) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("the other JVM ended without '" + beginning + "', it said " + said);
  }

  /** Kills it as the kernel does when memory runs out. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
