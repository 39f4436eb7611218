/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A job of Spark that stands still in the middle of its work, behind a shuffle, until it may go on:
 * once for each name that it is given after the directory of its gates. Its result is a sum, which
 * is wrong if anything is lost or done twice, and where its driver ran.
 */
public final class GatedSparkJob {
  private static final long LINES = 1000;

  /** The sum of 0 to 999. */
  static final long SUM = LINES * (LINES - 1) / 2;

  private GatedSparkJob() {}

  /** Runs in the driver. */
  public static void main(String[] arguments) throws IOException {
    Path gates = Path.of(arguments[0]);
    StringBuilder result = new StringBuilder();
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      for (String gate : List.of(arguments).subList(1, arguments.length)) {
        result.append(gate).append('=').append(sum(spark, gates.resolve(gate))).append('\n');
      }
      result.append("driver=").append(spark.conf().get("spark.driver.host")).append('\n');
    }
    Files.writeString(Path.of(System.getenv("CLOUDTIK_JOB_RESULT")), result);
  }

  private static long sum(SparkSession spark, Path gate) {
    String directory = gate.toString();
    Dataset<Row> shuffled = spark.range(0, LINES, 1, 4).toDF().repartition(4);
    Dataset<Long> behindTheGate =
        shuffled.mapPartitions(
            (MapPartitionsFunction<Row, Long>) rows -> waitAndSum(directory, rows),
            Encoders.LONG());
    long sum = 0;
    for (Long part : behindTheGate.collectAsList()) {
      sum += part;
    }
    return sum;
  }

  /** Runs in the executors. */
  private static Iterator<Long> waitAndSum(String gate, Iterator<Row> rows) throws IOException {
    Files.createTempFile(Path.of(gate), "waiting", "");
    while (!Files.exists(Path.of(gate, "open"))) {
      LockSupport.parkNanos(20_000_000);
    }
    long sum = 0;
    while (rows.hasNext()) {
      sum += rows.next().getLong(0);
    }
    return List.of(sum).iterator();
  }
}
