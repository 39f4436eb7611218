/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs all benchmarks, or those whose slugs are given. Ends with 0 if every figure passed. */
public final class Benchmarks {
  private static final int USAGE = 2;

  private Benchmarks() {}

  /**
   * Measures in a home of its own.
   *
   * @param arguments the directory to work in, which keeps caches between runs, then slugs
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0])).toRealPath();
    System.setProperty("cloudtik.home", directory.resolve("home").toString());
    List<String> slugs = List.of(arguments).subList(1, arguments.length);
    List<Benchmark> all =
        List.of(
            new NodeBenchmark(directory),
            new HealBenchmark(directory),
            new HeartbeatBenchmark(directory),
            new ClientBenchmark(directory),
            new SshExecBenchmark(),
            new SshUploadBenchmark(directory),
            new MachinesBenchmark(directory),
            new SimulatedStartBenchmark(),
            new OutageBenchmark(),
            new WorkspaceBenchmark(),
            new ControllerBenchmark(),
            new StateCallsBenchmark(),
            new SparkBenchmark(directory),
            new TpchBenchmark(directory));
    System.exit(run(all, slugs, System.out));
  }

  static int run(List<Benchmark> benchmarks, List<String> slugs, PrintStream out) {
    Set<String> known =
        benchmarks.stream()
            .flatMap(benchmark -> benchmark.figures().stream())
            .map(Figure::slug)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> unknown = new LinkedHashSet<>(slugs);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      out.println("no figure is called " + unknown + "; expected some of " + known);
      return USAGE;
    }
    Report report = new Report(out);
    for (Benchmark benchmark : benchmarks) {
      Set<Figure> wanted =
          benchmark.figures().stream()
              .filter(figure -> slugs.isEmpty() || slugs.contains(figure.slug()))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (!wanted.isEmpty()) {
        run(benchmark, wanted, report);
      }
    }
    return report.allPassed() ? 0 : 1;
  }

  private static void run(Benchmark benchmark, Set<Figure> wanted, Report report) {
    try {
      benchmark.run(wanted, report);
    } catch (Exception e) {
      e.printStackTrace();
      wanted.forEach(figure -> report.error(figure, e));
    }
  }
}
