/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Cluster;
import io.cloudtik.Connection;
import io.cloudtik.Workspace;
import io.cloudtik.event.ConsoleListener;
import io.cloudtik.provider.local.Local;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.spec.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A session of Spark in this program, over Spark Connect: the data stays on the cluster, only rows
 * that are asked for come here. Runs with {@code --add-opens=java.base/java.nio=ALL-UNNAMED}.
 */
public final class SparkSessionHere implements AutoCloseable {
  private final Connection connection;
  private final SparkSession spark;

  private SparkSessionHere(Connection connection) {
    this.connection = connection;
    this.spark = SparkSession.builder().remote(Spark.remote(connection)).create();
  }

  /** Counts flights by month; takes the directory of the data. */
  public static void main(String[] args) {
    Path flights = Path.of(args.length == 0 ? "samples/data/flights" : args[0]);
    try (Workspace workspace =
            Workspace.create(
                "sessions", Local.here(), w -> w.addListeners(ConsoleListener.create()));
        Cluster cluster = start(workspace);
        SparkSessionHere session = open(cluster)) {
      session.flightsByMonth(flights).show();
    }
  }

  static Cluster start(Workspace workspace) {
    return workspace
        .cluster("session")
        .withWorkers(workers -> workers.cpus(1).min(1))
        .withRuntime(Spark.byDefault().withoutHistory())
        .withLifetime(Lifetime.untilIdle(Duration.ofMinutes(10)))
        .startOrAttach()
        .await(Duration.ofMinutes(15));
  }

  /** The session uses a connection of the cluster's handle, and ends with it. */
  static SparkSessionHere open(Cluster cluster) {
    return new SparkSessionHere(cluster.connect("spark-connect"));
  }

  Dataset<Row> flightsByMonth(Path flights) {
    return spark
        .read()
        .option("header", true)
        .csv(flights.toUri().toString())
        .groupBy(functions.substring(functions.col("date"), 6, 2).as("month"))
        .count()
        .orderBy("month");
  }

  /** Ends the session; the cluster lives on. */
  @Override
  public void close() {
    spark.stop();
    connection.close();
  }
}
