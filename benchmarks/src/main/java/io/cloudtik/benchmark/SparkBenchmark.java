/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.Cluster;
import io.cloudtik.Endpoint;
import io.cloudtik.TerminationReport;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.runtime.spark.Spark;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How long a cluster with Spark takes to start, beside Spark alone; and how long to end. */
final class SparkBenchmark implements Benchmark {
  static final Figure START = Figure.ratio("spark-start", Goal.atMost(1.3));
  static final Figure TERMINATE = new Figure("terminate", "s", Goal.atMost(5));

  private static final int WORKERS = 2;
  private static final int ROUNDS = 3;

  private final Path home;
  private final Path directory;
  private final List<Double> ends = new ArrayList<>();

  SparkBenchmark(Path directory) {
    this.directory = directory;
    this.home = directory.resolve("home");
  }

  @Override
  public List<Figure> figures() {
    return List.of(START, TERMINATE);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    ends.clear();
    try (Scratch scratch = Scratch.in(directory);
        Workspace workspace = Workspace.create("spark", Local.here().at(home))) {
      try {
        report.note("one start beforehand, which fetches Spark if it was never fetched");
        OwnSpark own = learn(workspace, scratch);
        ends.clear();
        if (wanted.contains(START)) {
          Pairs pairs = Pairs.measure(() -> startOwn(own), () -> startOurs(workspace));
          report.baseline(START, "s", "Spark's own start", pairs.baseline());
          report.ours(START, "s", "start() until Spark is ready", pairs.ours());
          report.figure(START, pairs.ratios());
        }
        while (ends.size() < ROUNDS) {
          startOurs(workspace);
        }
        if (wanted.contains(TERMINATE)) {
          report.figure(TERMINATE, new Samples(ends));
        }
      } finally {
        workspace.delete();
      }
    }
  }

  private OwnSpark learn(Workspace workspace, Scratch scratch) throws Exception {
    Cluster cluster = start(workspace);
    try {
      return OwnSpark.like(NodeServicesOnDisk.all(cluster, disks(cluster)), scratch.path("own"));
    } finally {
      end(cluster);
    }
  }

  private double startOurs(Workspace workspace) throws IOException {
    Stopwatch watch = new Stopwatch();
    Cluster cluster = start(workspace);
    double seconds = watch.seconds();
    try {
      if (!ready(cluster).ready(WORKERS)) {
        throw new IllegalStateException("the cluster is READY, but its Spark is not");
      }
    } finally {
      end(cluster);
    }
    return seconds;
  }

  private static double startOwn(OwnSpark own) throws Exception {
    try (own) {
      Stopwatch watch = new Stopwatch();
      own.start();
      own.ready().await(WORKERS);
      return watch.seconds();
    }
  }

  private static Cluster start(Workspace workspace) {
    return workspace
        .cluster("spark")
        .withWorkers(workers -> workers.cpus(1).min(WORKERS).max(WORKERS))
        .withRuntime(Spark.byDefault())
        .start()
        .await(Duration.ofMinutes(15));
  }

  private static SparkReady ready(Cluster cluster) {
    URI connect = address(cluster, "spark-connect");
    return new SparkReady(
        address(cluster, "spark-master-ui").toString(),
        address(cluster, "spark-history").toString(),
        connect.getHost(),
        connect.getPort());
  }

  private static URI address(Cluster cluster, String name) {
    return cluster.endpoints().stream()
        .filter(endpoint -> endpoint.name().equals(name))
        .map(Endpoint::uri)
        .findFirst()
        .orElseThrow();
  }

  private Path disks(Cluster cluster) {
    return home.resolve("local/spark/nodes").resolve(cluster.uid());
  }

  /** Ends it, takes the time, and looks for anything that is left after all. */
  private void end(Cluster cluster) throws IOException {
    List<NodeServicesOnDisk> nodes = NodeServicesOnDisk.all(cluster, disks(cluster));
    MarkedProcesses processes = new MarkedProcesses("CLOUDTIK_HOME=" + home);
    if (processes.running().isEmpty()) {
      throw new IllegalStateException("expected processes of the cluster, found none");
    }
    Stopwatch watch = new Stopwatch();
    TerminationReport report = cluster.terminate();
    ends.add(watch.seconds());
    List<String> left = new ArrayList<>(report.leftBehind());
    processes.running().forEach(process -> left.add("process " + process.pid()));
    for (NodeServicesOnDisk node : nodes) {
      node.services().stream()
          .flatMap(service -> service.ports().values().stream())
          .filter(port -> RealRedis.listens(node.host(), port))
          .forEach(port -> left.add("port " + node.host() + ":" + port));
    }
    if (Files.exists(disks(cluster)) && !LocalTree.files(disks(cluster)).isEmpty()) {
      left.add("files " + LocalTree.files(disks(cluster)));
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException("expected nothing to be left, got " + left);
    }
  }
}
