/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.moto;

import static org.junit.jupiter.api.Assumptions.abort;

import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A running moto, the emulator of AWS in Python, on a free port of 127.0.0.1. It knows no
 * permissions, no capacity and no lag: what passes here shows that requests and answers are
 * understood by somebody who did not write them. Thread-safe.
 */
public final class MotoServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final int PROBE_MILLIS = 5_000;

  /**
   * Requests are served one at a time: moto looks at a condition and writes afterwards, without a
   * lock, so that of two writers who expect one version both would be told that they wrote.
   */
  private static final String PROGRAM =
      """
      import sys, threading
      from werkzeug.serving import run_simple
      from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

      application = DomainDispatcherApplication(create_backend_app)
      alone = threading.Lock()

      def one_at_a_time(environ, start_response):
          with alone:
              return application(environ, start_response)

      run_simple("127.0.0.1", int(sys.argv[1]), one_at_a_time, threaded=True)
      """;

  private final Process process;
  private final URI address;

  private MotoServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts one. Where Python or moto is missing the test is skipped, and fails where the
   * environment has {@code CI=true}.
   */
  public static MotoServer start() {
    try {
      int port = freePort();
      Path log = Files.createTempFile("moto", ".log");
      Process process =
          new ProcessBuilder("python3", "-c", PROGRAM, Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      MotoServer server = new MotoServer(process, URI.create("http://127.0.0.1:" + port));
      boolean up =
          Eventually.becomes(
                  "moto answers or ends",
                  START,
                  () -> server.answers() || !process.isAlive(),
                  it -> it)
              && process.isAlive();
      return up ? server : missing(Files.readString(log).strip());
    } catch (IOException e) {
      return missing(String.valueOf(e.getMessage()));
    }
  }

  private static MotoServer missing(String why) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError("moto cannot be had: " + why);
    }
    return abort("moto cannot be had (pip install 'moto[server]'): " + why);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns where all services of it are. */
  public URI address() {
    return address;
  }

  /** Forgets everything that was made. */
  public void reset() {
    try {
      if (status("POST", "/moto-api/reset") != HttpURLConnection.HTTP_OK) {
        throw new AssertionError("moto could not be reset");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private boolean answers() {
    try {
      return status("GET", "/moto-api/") == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private int status(String method, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) address.resolve(path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(PROBE_MILLIS);
    connection.setReadTimeout(PROBE_MILLIS);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
