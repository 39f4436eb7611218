/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Job;
import io.cloudtik.JobResult;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.Workspace;
import io.cloudtik.event.ConsoleListener;
import io.cloudtik.event.EventListener;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.ProviderConfig;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The first look: a Spark cluster on this computer, a query over 300,000 flights, another worker, a
 * worker that is lost and replaced, and the end of it all. Takes the directory of the data, and
 * where the cluster is: {@code local} (the default), {@code containers} of the Docker engine here,
 * {@code onpremise:<store>:<file of hosts>}, or {@code aws:<region>}. With a third argument, an
 * image, nodes are containers of it on the machines.
 */
public final class QuickStart {
  private static final String QUERY =
      """
      CREATE TEMPORARY VIEW flights
        (date STRING, delay INT, distance INT, origin STRING, destination STRING)
        USING csv OPTIONS (path '${spark.cloudtik.files}/flights', header 'true');

      CREATE TEMPORARY VIEW airports
        USING csv OPTIONS (path '${spark.cloudtik.files}/airports.csv', header 'true');

      SELECT concat(city, ', ', state) AS departure,
             count(*) AS flights,
             round(avg(delay), 1) AS mean_delay_minutes,
             round(100 * avg(if(delay > 15, 1, 0)), 1) AS late_percent
      FROM flights JOIN airports ON origin = iata
      GROUP BY city, state HAVING count(*) >= 3000
      ORDER BY mean_delay_minutes DESC LIMIT 10
      """;

  private final EventListener console = ConsoleListener.create();

  QuickStart() {}

  /** Runs all of it; about a minute when Spark was fetched before. */
  public static void main(String[] args) throws Exception {
    new QuickStart()
        .run(
            Path.of(args.length == 0 ? "samples/data" : args[0]),
            Providers.of(args.length < 2 ? "local" : args[1]),
            args.length < 3
                ? UnaryOperator.identity()
                : draft -> draft.withContainer(container -> container.image(args[2])));
  }

  void run(Path data, ProviderConfig provider, UnaryOperator<ClusterDraft> change)
      throws Exception {
    say("Starting a cluster: one head and two workers with Spark " + Spark.DEFAULT_VERSION);
    try (Workspace workspace =
        Workspace.create("quickstart", provider, w -> w.addListeners(console))) {
      ClusterDraft draft =
          workspace
              .cluster("flights")
              .withWorkers(workers -> workers.cpus(1).min(2).max(3))
              .withRuntime(Spark.byDefault())
              .withLifetime(Lifetime.untilIdle(Duration.ofMinutes(10)));
      Cluster cluster = change.apply(draft).startOrAttach().await(Duration.ofMinutes(30));
      try {
        use(cluster, data);
      } finally {
        end(workspace, cluster);
      }
    }
  }

  private static void end(Workspace workspace, Cluster cluster) {
    say("Terminating the cluster and deleting the workspace");
    List<String> left = cluster.terminate().leftBehind();
    workspace.delete();
    System.out.println("Left behind: " + (left.isEmpty() ? "nothing" : String.join(", ", left)));
  }

  private void use(Cluster cluster, Path data) throws Exception {
    print(cluster.status());

    say("Asking Spark where flights are late, from 300,000 of them");
    SparkJob query =
        SparkJob.sql(QUERY).name("late-flights").file("airports.csv", data.resolve("airports.csv"));
    try (DirectoryStream<Path> months = Files.newDirectoryStream(data.resolve("flights"))) {
      for (Path month : months) {
        query = query.file("flights/" + month.getFileName(), month);
      }
    }
    Job job = cluster.submit(query);
    job.follow(System.out::println, Duration.ofMinutes(10));
    JobResult result = job.await(Duration.ofMinutes(1));
    if (!result.succeeded()) {
      throw new IllegalStateException("the query ended with " + result.status());
    }

    say("Scaling to three workers");
    cluster.scaleTo(3).await(Duration.ofMinutes(5));
    print(cluster.status());

    Node victim =
        cluster.status().nodes().stream().filter(n -> !n.isHead()).findFirst().orElseThrow();
    try (AutoCloseable watching = cluster.onEvent(console)) {
      say("Killing every process of " + victim.id() + " with SIGKILL, as if its machine were gone");
      System.out.println(MachineLoss.of(cluster, victim) + " processes killed");
      print(
          cluster.awaitStatus(
              "a new worker in the place of " + victim.id(),
              status -> healed(status, victim.id()),
              Duration.ofMinutes(3)));
    }
  }

  private static boolean healed(ClusterStatus status, String lost) {
    return status.state() == ClusterState.READY
        && status.readyWorkers() == 3
        && status.nodes().stream().noneMatch(node -> node.id().equals(lost));
  }

  private static void print(ClusterStatus status) {
    System.out.printf("Cluster %s is %s%n", status.name(), status.state());
    for (Node node : status.nodes()) {
      System.out.printf(
          "  %-12s %-14s %-14s %s%n",
          node.id(),
          node.state(),
          node.host().orElse("no address"),
          node.state() == NodeState.READY ? node.services().keySet() : node.reason());
    }
  }

  private static void say(String text) {
    System.out.printf("%n== %s%n", text);
  }
}
