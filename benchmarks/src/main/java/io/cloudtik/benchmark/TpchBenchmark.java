/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.Cluster;
import io.cloudtik.Job;
import io.cloudtik.Workspace;
import io.cloudtik.benchmark.tpch.TpchMain;
import io.cloudtik.provider.local.Local;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * 22 queries over Parquet on a head and two workers: what our defaults make of them, beside Spark's
 * own defaults on a cluster of Spark's daemons alone, with the same jars, memory and cores.
 */
final class TpchBenchmark implements Benchmark {
  static final Figure TOTAL = Figure.ratio("tpch-total", Goal.atMost(0.9));
  static final Figure WORST = Figure.ratio("tpch-worst", Goal.atMost(1.1));

  private static final int WORKERS = 2;
  private static final String SCALE = "0.1";
  private static final String DRIVER_MEMORY = "1g";
  private static final Duration DEADLINE = Duration.ofMinutes(20);

  /** The variable with further entries for our side, {@code name=value} with a comma between. */
  private static final String TRIED = "BENCHMARK_SPARK_CONF";

  private final Path directory;
  private final List<TpchPass> theirs = new ArrayList<>();
  private final List<TpchPass> ours = new ArrayList<>();

  TpchBenchmark(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Figure> figures() {
    return List.of(TOTAL, WORST);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    Path home = directory.resolve("home");
    try (Scratch scratch = Scratch.in(directory);
        Workspace workspace = Workspace.create("tpch", Local.here().at(home))) {
      Cluster cluster =
          workspace
              .cluster("tpch")
              .withWorkers(workers -> workers.cpus(1).min(WORKERS).max(WORKERS))
              .withRuntime(Spark.byDefault())
              .startOrAttach()
              .await(Duration.ofMinutes(15));
      Path disks = home.resolve("local/tpch/nodes").resolve(cluster.uid());
      try (OwnSpark own =
          OwnSpark.like(NodeServicesOnDisk.all(cluster, disks), scratch.path("own"))) {
        own.start();
        own.ready().await(WORKERS);
        Path data = scratch.path("data");
        report.note("making tables of scale " + SCALE);
        askOwn(own, "generate", data.toString(), SCALE);
        Pairs totals =
            Pairs.measure(() -> passOfTheirs(own, data), () -> passOfOurs(cluster, data));
        tell(wanted, totals, report);
      } finally {
        cluster.terminate();
        workspace.delete();
      }
    }
  }

  private void tell(Set<Figure> wanted, Pairs totals, Report report) {
    ours.forEach(pass -> pass.requireSameResults(theirs.get(0)));
    theirs.forEach(pass -> pass.requireSameResults(theirs.get(0)));
    int worst = 1;
    for (int query = 1; query <= TpchMain.QUERIES; query++) {
      Pairs pairs = pairs(query);
      report.note(
          "q%02d Spark's %s s, ours %s s, ratio %s (%s), %s"
              .formatted(
                  query,
                  Numbers.text(pairs.baseline().median()),
                  Numbers.text(pairs.ours().median()),
                  Numbers.text(pairs.ratios().median()),
                  pairs.ratios().interval("x"),
                  theirs.get(0).results().get(query)));
      worst = pairs.ratios().median() > pairs(worst).ratios().median() ? query : worst;
    }
    if (wanted.contains(TOTAL)) {
      report.baseline(TOTAL, "s", "22 queries with Spark's defaults", totals.baseline());
      report.ours(TOTAL, "s", "22 queries with our defaults", totals.ours());
      report.figure(TOTAL, totals.ratios());
    }
    if (wanted.contains(WORST)) {
      report.baseline(WORST, "s", "query %d, Spark's".formatted(worst), pairs(worst).baseline());
      report.ours(WORST, "s", "query %d, ours".formatted(worst), pairs(worst).ours());
      report.figure(WORST, pairs(worst).ratios());
    }
  }

  private Pairs pairs(int query) {
    return new Pairs(times(theirs, query), times(ours, query));
  }

  private static Samples times(List<TpchPass> passes, int query) {
    return new Samples(
        IntStream.range(0, passes.size())
            .mapToObj(i -> Objects.requireNonNull(passes.get(i).seconds().get(query)))
            .toList());
  }

  private double passOfTheirs(OwnSpark own, Path data) throws Exception {
    TpchPass pass = TpchPass.of(askOwn(own, "run", data.toString()));
    theirs.add(pass);
    return pass.total();
  }

  private static List<String> askOwn(OwnSpark own, String... arguments) throws Exception {
    return own.submit(jar(), TpchMain.class.getName(), DRIVER_MEMORY, arguments);
  }

  private double passOfOurs(Cluster cluster, Path data) throws Exception {
    SparkJob job =
        SparkJob.jar(jar())
            .mainClass(TpchMain.class.getName())
            .args("run", data.toString())
            .conf("spark.driver.memory", DRIVER_MEMORY);
    for (String entry : System.getenv().getOrDefault(TRIED, "").split(",")) {
      if (entry.contains("=")) {
        job = job.conf(entry.split("=", 2)[0], entry.split("=", 2)[1]);
      }
    }
    Job submitted = cluster.submit(job);
    List<String> output = new ArrayList<>();
    submitted.follow(line -> output.add(line.toString()), DEADLINE);
    if (!submitted.await(DEADLINE).succeeded()) {
      throw new IllegalStateException("the job failed: " + output);
    }
    TpchPass pass = TpchPass.of(output);
    ours.add(pass);
    return pass.total();
  }

  private static Path jar() throws URISyntaxException {
    Path jar = Path.of(TpchMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (!jar.toString().endsWith(".jar")) {
      throw new IllegalStateException("run this by build/benchmark: expected a jar, got " + jar);
    }
    return jar;
  }
}
