/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.wait.Waiter;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says whether a Spark cluster can be used: the Master knows the workers, the History Server and
 * the Connect server answer.
 */
record SparkReady(String masterUi, String historyUi, String connectHost, int connectPort) {
  private static final Pattern ALIVE = Pattern.compile("\"aliveworkers\"\\s*:\\s*(\\d+)");
  private static final int TIMEOUT_MS = 2_000;

  void await(int workers) {
    Waiter.waitFor("Spark with " + workers + " workers", Duration.ofMinutes(3), LOOK)
        .untilTrue(() -> ready(workers), () -> "workers: " + workers() + " at " + masterUi);
  }

  private static final Duration LOOK = Duration.ofMillis(100);

  boolean ready(int workers) {
    return workers() == workers
        && !answer(historyUi + "/").isEmpty()
        && RealRedis.listens(connectHost, connectPort);
  }

  private int workers() {
    Matcher alive = ALIVE.matcher(answer(masterUi + "/json/"));
    return alive.find() ? Integer.parseInt(alive.group(1)) : 0;
  }

  private static String answer(String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      // Not there yet.
      return "";
    }
  }
}
