/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark.tpch;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark application: {@code generate <directory> <scale>}, or {@code run <directory>}, which
 * prints for each query a line {@code TPCH <number> <seconds> <rows> <checksum>}.
 */
public final class TpchMain {
  /** How each line of a result begins. */
  public static final String LINE = "TPCH";

  /** How many queries there are. */
  public static final int QUERIES = 22;

  private static final MathContext DOUBLE_DIGITS = new MathContext(9);

  private TpchMain() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    SparkSession spark = SparkSession.builder().getOrCreate();
    Path directory = Path.of(arguments[1]);
    if (arguments[0].equals("generate")) {
      new TpchTables(spark, directory, Double.parseDouble(arguments[2])).make();
    } else {
      for (String table : TpchTables.NAMES) {
        spark
            .read()
            .parquet(directory.resolve(table).toUri().toString())
            .createOrReplaceTempView(table);
      }
      for (int query = 1; query <= QUERIES; query++) {
        ask(spark, query);
      }
    }
    spark.stop();
  }

  private static void ask(SparkSession spark, int query) throws IOException {
    String text = text(query);
    long start = System.nanoTime();
    List<Row> rows = spark.sql(text).collectAsList();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(
        LINE + " " + query + " " + seconds + " " + rows.size() + " " + checksum(rows));
  }

  static String text(int query) throws IOException {
    String name = "q%02d.sql".formatted(query);
    try (InputStream in = TpchMain.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("there is no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Of all values in order; sums of doubles may differ in their last digits. */
  private static String checksum(List<Row> rows) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Row row : rows) {
        for (int i = 0; i < row.length(); i++) {
          Object value = row.get(i);
          String shown =
              value instanceof Double number
                  ? new BigDecimal(number).round(DOUBLE_DIGITS).toPlainString()
                  : String.valueOf(value);
          digest.update((shown + "|").getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
