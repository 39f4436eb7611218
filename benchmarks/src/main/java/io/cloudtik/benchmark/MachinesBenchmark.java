/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import static io.cloudtik.spec.DataSize.mib;

import io.cloudtik.Cluster;
import io.cloudtik.NodeState;
import io.cloudtik.Workspace;
import io.cloudtik.event.Event;
import io.cloudtik.event.NodeEvent;
import io.cloudtik.provider.local.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How long many machines that are reached by SSH take until they are ready nodes, and how much the
 * client sends for them: containers, without a runtime, none of which has anything of ours before.
 */
final class MachinesBenchmark implements Benchmark {
  static final Figure START = Figure.ratio("machines-start", Goal.atMost(6));
  static final Figure BYTES = Figure.ratio("machines-bytes", Goal.atMost(1.1));

  private static final int MANY = 20;

  private final Path directory;

  MachinesBenchmark(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Figure> figures() {
    return List.of(START, BYTES);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    List<String> names = lines("sh", "build/test-image", "--names");
    String image = names.isEmpty() ? "" : names.get(names.size() - 1);
    if (lines("docker", "image", "inspect", "--format", "{{.Id}}", image).isEmpty()) {
      wanted.forEach(
          figure -> report.skip(figure, "no image of machines; run build/test-image as root"));
      return;
    }
    List<Double> bytesOfOne = new ArrayList<>();
    List<Double> bytesOfMany = new ArrayList<>();
    Pairs pairs =
        Pairs.measure(() -> start(image, 1, bytesOfOne), () -> start(image, MANY, bytesOfMany));
    if (wanted.contains(START)) {
      report.baseline(START, "s", "one machine, from reachable to READY", pairs.baseline());
      report.ours(START, "s", MANY + " machines, from the first reachable one", pairs.ours());
      report.figure(START, pairs.ratios());
    }
    if (wanted.contains(BYTES)) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < bytesOfOne.size(); i++) {
        ratios.add(bytesOfMany.get(i) / bytesOfOne.get(i));
      }
      report.baseline(BYTES, "MiB", "sent for one machine and a head", new Samples(bytesOfOne));
      report.ours(BYTES, "MiB", "sent for " + MANY + " and a head", new Samples(bytesOfMany));
      report.figure(BYTES, new Samples(ratios));
    }
  }

  /** Starts a cluster and ends it; returns the seconds that its workers took. */
  private double start(String image, int workers, List<Double> mebibytes) throws Exception {
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    try (Workspace workspace =
        Workspace.create(
            "machines",
            Local.containers().at(directory.resolve("home")).image(image).internal(),
            options -> options.addListeners(events::add))) {
      Path sent = sent();
      long before = Long.parseLong(Files.readString(sent).strip());
      Cluster cluster =
          workspace
              .cluster("many")
              .withWorkers(each -> each.cpus(1).memory(mib(512)).min(workers).max(workers))
              .start()
              .await(Duration.ofMinutes(15));
      mebibytes.add((Long.parseLong(Files.readString(sent).strip()) - before) / 1048576.0);
      try {
        long ready = cluster.status().readyWorkers();
        if (ready != workers) {
          throw new IllegalStateException(
              "expected %d ready workers, got %d".formatted(workers, ready));
        }
        return seconds(List.copyOf(events), workers);
      } finally {
        List<String> left = cluster.terminate().leftBehind();
        workspace.delete();
        if (!left.isEmpty()) {
          throw new IllegalStateException("left behind: " + left);
        }
      }
    }
  }

  private static double seconds(List<Event> events, int workers) {
    List<Instant> reachable = times(events, NodeState.ALLOCATED);
    List<Instant> ready = times(events, NodeState.READY);
    if (reachable.size() != workers || ready.size() != workers) {
      throw new IllegalStateException(
          "expected %d machines to be told, got %d reachable and %d ready"
              .formatted(workers, reachable.size(), ready.size()));
    }
    return Duration.between(reachable.get(0), ready.get(ready.size() - 1)).toMillis() / 1000.0;
  }

  private static List<Instant> times(List<Event> events, NodeState state) {
    return events.stream()
        .filter(NodeEvent.class::isInstance)
        .map(NodeEvent.class::cast)
        .filter(event -> event.to() == state && event.node().startsWith("workers-"))
        .map(Event::at)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** Returns what counts the bytes that this computer sends to the machines of the workspace. */
  private static Path sent() throws IOException, InterruptedException {
    List<String> networks =
        lines(
            "docker",
            "network",
            "ls",
            "--no-trunc",
            "--format",
            "{{.ID}}",
            "--filter",
            "label=io.cloudtik.workspace=machines");
    if (networks.size() != 1) {
      throw new IllegalStateException("expected one network of the workspace, got " + networks);
    }
    return Path.of(
        "/sys/class/net/br-" + networks.get(0).substring(0, 12) + "/statistics/tx_bytes");
  }

  private static List<String> lines(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader().lines().toList();
    return process.waitFor() == 0 ? lines : List.of();
  }
}
