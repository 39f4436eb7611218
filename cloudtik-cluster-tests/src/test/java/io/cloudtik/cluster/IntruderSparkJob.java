/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/**
 * A job of Spark that tries what it can on its own cluster, in the driver and in an executor:
 * {@code IntruderSparkJob <directory of the head> <pid> <host of Redis> <port>}. Says for each
 * attempt {@code REFUSED} or {@code GRANTED}, after who it is.
 */
public final class IntruderSparkJob {
  private IntruderSparkJob() {}

  /** Runs in the driver. */
  public static void main(String[] arguments) throws IOException {
    attempts("driver", arguments).forEach(System.out::println);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      spark
          .range(1)
          .map(
              (MapFunction<Long, String>)
                  number -> String.join("\n", attempts("executor", arguments)),
              Encoders.STRING())
          .collectAsList()
          .forEach(System.out::println);
      spark.range(7).write().mode("overwrite").saveAsTable("sevens");
      System.out.println("sevens " + spark.table("sevens").count());
    }
  }

  private static List<String> attempts(String where, String[] arguments) {
    Path head = Path.of(arguments[0]);
    String pid = arguments[1];
    List<String> told = new ArrayList<>();
    told.add(where + " is " + user());
    for (String file :
        List.of(
            "secrets/cluster",
            "secrets/derived-spark",
            "secrets/redis-client",
            "secrets/redis-controller",
            "config/redis.json",
            "run/node.pid",
            "services/cluster-controller/service.json")) {
      told.add(attempt(where, file, () -> Files.readString(head.resolve(file))));
    }
    for (String folder : List.of("", "secrets", "data/redis", "jobs")) {
      told.add(attempt(where, "list " + folder, () -> list(head.resolve(folder))));
    }
    told.add(attempt(where, "write", () -> Files.createFile(head.resolve("intruder"))));
    told.add(attempt(where, "environ", () -> Files.readString(Path.of("/proc", pid, "environ"))));
    told.add(attempt(where, "kill", () -> kill(pid)));
    told.add(attempt(where, "redis", () -> redis(arguments[2], Integer.parseInt(arguments[3]))));
    return told;
  }

  private static String user() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.filter(line -> line.startsWith("Uid:")).findFirst().orElseThrow();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** A file that is not there is no refusal. */
  private static String attempt(String where, String what, Callable<Object> action) {
    try {
      return "GRANTED " + where + " " + what + ": " + action.call();
    } catch (Exception e) {
      return "REFUSED " + where + " " + what + ": " + e;
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static String kill(String pid) throws IOException, InterruptedException {
    int code = new ProcessBuilder("/bin/sh", "-c", "kill -9 " + pid).start().waitFor();
    if (code != 0) {
      throw new IOException("kill ended with " + code);
    }
    return pid;
  }

  private static String redis(String host, int port) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("KEYS *\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[512];
      int length = socket.getInputStream().read(answer);
      String text = new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII).strip();
      if (text.startsWith("-NOAUTH")) {
        throw new IOException(text);
      }
      return text;
    }
  }
}
