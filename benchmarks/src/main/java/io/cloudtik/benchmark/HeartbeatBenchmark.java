/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import io.cloudtik.impl.state.StateKeys;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many heartbeats a shard takes in, against what {@code redis-benchmark} gets out of the same
 * server with plain SETs. The server has one core for itself, who sends has another. Each heartbeat
 * is one command for one node: its own key, a new version, an expiry.
 */
final class HeartbeatBenchmark implements Benchmark {
  static final Figure HEARTBEATS = Figure.ratio("heartbeats", Goal.atLeast(0.5));

  private static final String PROGRAM = "redis-benchmark";
  private static final int NODES = 1_000;
  private static final int HEARTBEATS_A_ROUND = 200_000;
  private static final int CONNECTIONS = 8;
  private static final int AT_ONCE = 16;
  private static final String EXPIRY_MS = "30000";
  private static final Pattern CALLS = Pattern.compile("cmdstat_set:calls=(\\d+)");
  private static final String LOAD_CORE = "1";
  private static final String SERVER_CORE = "0";

  private final Path directory;
  private long sequence;

  HeartbeatBenchmark(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Figure> figures() {
    return List.of(HEARTBEATS);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    Optional<Path> program = onPath(PROGRAM);
    if (program.isEmpty()) {
      report.skip(
          HEARTBEATS,
          PROGRAM + " is not on the PATH; install it (Debian, Ubuntu: redis-tools) and repeat");
      return;
    }
    // Once it is pinned, this process is told of one processor.
    int processors = Runtime.getRuntime().availableProcessors();
    boolean pinned = onPath("taskset").isPresent() && processors > 1;
    String[] serverCore = pinned ? new String[] {"taskset", "-c", SERVER_CORE} : new String[0];
    try (Scratch scratch = Scratch.in(directory);
        RealRedis redis = RealRedis.start(scratch.path("head"), serverCore)) {
      if (pinned) {
        pin(ProcessHandle.current().pid(), LOAD_CORE);
      }
      int size = heartbeat(0, 1).getBytes(UTF_8).length;
      report.note(
          "heartbeats of %d bytes of %d nodes, %d connections, %d commands at once%s"
              .formatted(
                  size,
                  NODES,
                  CONNECTIONS,
                  AT_ONCE,
                  pinned ? "" : ", taskset missing: not pinned"));
      ours(redis);
      Pairs pairs = Pairs.measure(() -> plainSets(program.get(), redis, size), () -> ours(redis));
      report.baseline(
          HEARTBEATS, "1/s", "redis-benchmark SET of " + size + " bytes", pairs.baseline());
      report.ours(HEARTBEATS, "1/s", "heartbeats", pairs.ours());
      report.figure(HEARTBEATS, pairs.ratios());
    } finally {
      if (pinned) {
        pin(ProcessHandle.current().pid(), "0-" + (processors - 1));
      }
    }
  }

  private double ours(RealRedis redis) throws IOException {
    int port = redis.endpoints().shardPorts().get(0);
    try (RedisConnections nodes =
            new RedisConnections(port, "node", redis.password("node"), CONNECTIONS, AT_ONCE);
        RedisConnections observer = redis.observer(port)) {
      long before = sets(observer);
      Stopwatch watch = new Stopwatch();
      for (int i = 0; i < HEARTBEATS_A_ROUND; i++) {
        int node = i % NODES;
        sequence += node == 0 ? 1 : 0;
        nodes.send(
            "SET", StateKeys.heartbeat(id(node)), heartbeat(node, sequence), "PX", EXPIRY_MS);
      }
      nodes.finish();
      double seconds = watch.seconds();
      check(observer, sets(observer) - before);
      return HEARTBEATS_A_ROUND / seconds;
    }
  }

  /** Every heartbeat was a command of its own, and the last of each node is there and expires. */
  private void check(RedisConnections observer, long sets) throws IOException {
    if (sets != HEARTBEATS_A_ROUND) {
      throw new IllegalStateException(
          "expected %d SETs in Redis, got %d".formatted(HEARTBEATS_A_ROUND, sets));
    }
    for (int node = 0; node < NODES; node++) {
      String key = StateKeys.heartbeat(id(node));
      Heartbeat stored = Json.read(observer.ask("GET", key), Heartbeat.class);
      long left = Long.parseLong(observer.ask("PTTL", key));
      if (stored.sequence() != sequence || !stored.node().equals(id(node)) || left <= 0) {
        throw new IllegalStateException(
            "expected heartbeat %d of %s with an expiry, got %s, %d ms left"
                .formatted(sequence, id(node), stored, left));
      }
    }
  }

  private static long sets(RedisConnections observer) throws IOException {
    Matcher calls = CALLS.matcher(observer.ask("INFO", "commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  private double plainSets(Path program, RealRedis redis, int size)
      throws IOException, InterruptedException {
    int port = redis.endpoints().shardPorts().get(0);
    Process process =
        new ProcessBuilder(
                program.toString(),
                "-h",
                RealRedis.HOST,
                "-p",
                Integer.toString(port),
                // Open to everybody on a server that has nothing to hide; no secret.
                "--user",
                RealRedis.OBSERVER,
                "-a",
                "none",
                "-t",
                "set",
                "-d",
                Integer.toString(size),
                "-n",
                Integer.toString(HEARTBEATS_A_ROUND),
                "-r",
                Integer.toString(NODES),
                "-c",
                Integer.toString(CONNECTIONS),
                "-P",
                Integer.toString(AT_ONCE),
                "--csv")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    Matcher row = Pattern.compile("\"SET\",\"([0-9.]+)\"").matcher(output);
    if (code != 0 || !row.find()) {
      throw new IllegalStateException(PROGRAM + " ended with " + code + ": " + output);
    }
    return Double.parseDouble(row.group(1));
  }

  private static String id(int node) {
    return "workers-" + node;
  }

  private static String heartbeat(int node, long sequence) {
    ServiceReport healthy = new ServiceReport(ServiceState.HEALTHY, 0, "");
    return Json.write(
        new Heartbeat(
            id(node),
            "5f1c6f6e-8f0e-4a43-9e44-0f6d1ad0a000",
            sequence,
            Instant.now(),
            (sequence % 100) / 100.0,
            (1_000_000L + node) * 1_024,
            (node % 40) / 10.0,
            new SetupStatus(SetupStatus.DONE, "done", "", 0, 0, ""),
            Map.of("spark-worker", healthy, "exporter", healthy, "agent", healthy),
            List.of(),
            List.of()));
  }

  private static void pin(long pid, String cores) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(pid))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("taskset failed: " + output);
    }
  }

  private static Optional<Path> onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
