/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.inside;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The driver of an SQL job: runs the statements of a file one after another, prints the rows of the
 * last one as a table, and writes them as JSON lines to the file that {@code CLOUDTIK_JOB_RESULT}
 * names. It ends with 1 at the first statement that fails.
 */
public final class RunSql {
  private static final int MOST_ROWS = 1000;
  private static final int PRINTED_ROWS = 100;
  private static final int SHOWN_CHARACTERS = 100;

  private final SparkSession session;
  private final PrintStream out;

  private RunSql(SparkSession session, PrintStream out) {
    this.session = session;
    this.out = out;
  }

  /** Runs the script that the only argument names. */
  public static void main(String[] args) throws IOException {
    List<String> statements = SqlScript.statements(Files.readString(Path.of(args[0])));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (statements.isEmpty()) {
      out.println("the script " + args[0] + " has no statement; nothing was done");
      System.exit(1);
    }
    boolean done;
    try (SparkSession session = SparkSession.builder().getOrCreate()) {
      done = new RunSql(session, out).run(statements);
    }
    if (!done) {
      System.exit(1);
    }
  }

  private boolean run(List<String> statements) throws IOException {
    int last = statements.size() - 1;
    for (int i = 0; i <= last; i++) {
      String statement = statements.get(i);
      out.printf("[%d/%d] %s%n", i + 1, last + 1, shortened(statement));
      try {
        Dataset<Row> result = session.sql(statement);
        if (i == last) {
          report(result);
        }
      } catch (Exception e) {
        if (!(e instanceof AnalysisException)) {
          throw e;
        }
        out.printf("statement %d of %d failed: %s%n", i + 1, last + 1, e.getMessage());
        return false;
      }
    }
    return true;
  }

  private void report(Dataset<Row> result) throws IOException {
    List<String> columns = Arrays.asList(result.columns());
    List<Row> rows = columns.isEmpty() ? List.of() : result.takeAsList(MOST_ROWS + 1);
    List<Row> kept = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
    print(columns, rows);
    String file = System.getenv("CLOUDTIK_JOB_RESULT");
    if (file != null) {
      Files.write(Path.of(file), kept.stream().map(Row::json).toList());
    }
  }

  private void print(List<String> columns, List<Row> rows) {
    if (columns.isEmpty()) {
      return;
    }
    ResultTable table = new ResultTable(columns);
    for (Row row : rows.subList(0, Math.min(rows.size(), PRINTED_ROWS))) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        values.add(row.get(i));
      }
      table.add(values);
    }
    out.println();
    out.print(table);
    if (rows.size() > PRINTED_ROWS) {
      String all = rows.size() > MOST_ROWS ? "more than " + MOST_ROWS : String.valueOf(rows.size());
      out.printf("… %d of %s rows%n", PRINTED_ROWS, all);
    }
  }

  private static String shortened(String statement) {
    String line = statement.replaceAll("\\s+", " ");
    return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS - 1) + "…";
  }
}
