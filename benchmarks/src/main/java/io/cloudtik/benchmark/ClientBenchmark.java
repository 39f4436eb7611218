/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a client needs while many clusters are open and nothing happens. */
final class ClientBenchmark implements Benchmark {
  static final Figure HEAP = new Figure("client-heap", "MiB", Goal.atMost(64));
  static final Figure THREADS = new Figure("client-threads", "per-cluster", Goal.atMost(2));

  private static final int CLUSTERS = 20;

  private final Path directory;

  ClientBenchmark(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Figure> figures() {
    return List.of(HEAP, THREADS);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    report.note("starting " + CLUSTERS + " clusters from one client");
    List<Double> heap = new ArrayList<>();
    List<Double> threads = new ArrayList<>();
    Process client = start();
    try (BufferedReader lines = client.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(ClientProbe.SAMPLE)) {
          String[] words = line.split(" ");
          heap.add(Double.valueOf(words[1]));
          threads.add(Double.valueOf(words[2]));
        }
      }
    }
    int code = client.waitFor();
    if (code != 0) {
      throw new IllegalStateException("the client ended with " + code);
    }
    if (wanted.contains(HEAP)) {
      report.figure(HEAP, new Samples(heap));
    }
    if (wanted.contains(THREADS)) {
      report.figure(THREADS, new Samples(threads));
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dcloudtik.home=" + directory.resolve("home"),
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            ClientProbe.class.getName(),
            Integer.toString(CLUSTERS))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
