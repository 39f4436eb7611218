/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What is printed about a figure, and what the exit code says. */
final class BenchmarksTest {
  private static final Figure RATIO = Figure.ratio("start", Goal.atMost(1.3));
  private static final Figure RATE = new Figure("rate", "1/s", Goal.atLeast(100));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private List<String> printed() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void aFigureIsOneLineBelowItsBaselineAndItsInterval() {
    int code = Benchmarks.run(List.of(new Measured(RATIO, 1.1, 1.25, 1.2)), List.of(), out);

    assertThat(code).isZero();
    assertThat(printed())
        .containsExactly(
            "BASELINE start 1 s (1..1 s of 1) alone",
            "INTERVAL start 1.1..1.25 x of 3",
            "FIGURE start 1.2 x goal <= 1.3 PASS");
    assertThat(printed().get(2))
        .matches("FIGURE [a-z-]+ [0-9.]+ \\S+ goal (<=|>=) [0-9.]+ (PASS|FAIL)");
  }

  @Test
  void aFigureThatMissesItsGoalFailsTheRun() {
    int code = Benchmarks.run(List.of(new Measured(RATE, 99.5)), List.of(), out);

    assertThat(code).isEqualTo(1);
    assertThat(printed()).last().isEqualTo("FIGURE rate 99.5 1/s goal >= 100 FAIL");
  }

  @Test
  void aSlugCanBeAskedForAlone() {
    List<Benchmark> all = List.of(new Measured(RATIO, 1), new Measured(RATE, 200));

    assertThat(Benchmarks.run(all, List.of("rate"), out)).isZero();
    assertThat(printed()).noneMatch(line -> line.contains("start"));
    assertThat(Benchmarks.run(all, List.of("speed"), out)).isEqualTo(2);
    assertThat(printed())
        .last()
        .isEqualTo("no figure is called [speed]; expected some of [start, rate]");
  }

  @Test
  void whatCannotBeMeasuredDoesNotCountAsPassed() {
    Benchmark without = new Told(report -> report.skip(RATE, "its program is missing"));
    Benchmark broken =
        new Told(
            report -> {
              throw new IllegalStateException("the work was not done");
            });

    assertThat(Benchmarks.run(List.of(without), List.of(), out)).isEqualTo(1);
    assertThat(printed()).containsExactly("SKIP rate its program is missing");
    assertThat(Benchmarks.run(List.of(broken), List.of(), out)).isEqualTo(1);
    assertThat(printed())
        .last()
        .isEqualTo("ERROR rate java.lang.IllegalStateException: the work was not done");
  }

  @Test
  void pairsAreSevenWhenTheyAreShortAndComparedOneByOne() throws Exception {
    double[] next = {0};

    Pairs pairs = Pairs.measure(() -> ++next[0], () -> 2 * ++next[0]);

    assertThat(pairs.baseline().values()).hasSize(7);
    assertThat(pairs.ratios().values().get(0)).isEqualTo(4.0 / 1);
    // Who begins changes.
    assertThat(pairs.ratios().values().get(1)).isEqualTo(6.0 / 4);
  }

  private record Measured(Figure figure, double... values) implements Benchmark {
    @Override
    public List<Figure> figures() {
      return List.of(figure);
    }

    @Override
    public void run(Set<Figure> wanted, Report report) {
      if (figure.equals(RATIO)) {
        report.baseline(figure, "s", "alone", Samples.of(1));
      }
      report.figure(figure, new Samples(DoubleStream.of(values).boxed().toList()));
    }
  }

  private interface Telling {
    void tell(Report report);
  }

  private record Told(Telling telling) implements Benchmark {
    @Override
    public List<Figure> figures() {
      return List.of(RATE);
    }

    @Override
    public void run(Set<Figure> wanted, Report report) {
      telling.tell(report);
    }
  }
}
