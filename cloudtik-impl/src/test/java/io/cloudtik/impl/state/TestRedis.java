/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A real redis-server on a free port of 127.0.0.1, with its data in a directory of the test. */
final class TestRedis implements AutoCloseable {
  static final String PASSWORD = "letters0and1digits";

  private final Path directory;
  private final int port;
  private Process process;

  private TestRedis(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  static TestRedis start(Path directory, String... users) throws IOException {
    Path program = directory.resolve("redis-server");
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    try (InputStream in =
        TestRedis.class.getResourceAsStream("/redis-server-7.0.15-" + system + "-" + cpu)) {
      Files.copy(in, program);
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable: " + program);
    }
    List<String> rules = new ArrayList<>(List.of("user default reset"));
    for (String user : users) {
      rules.add("user " + user.replaceFirst(" ", " reset on >" + PASSWORD + " "));
    }
    Files.write(directory.resolve("users.acl"), rules);
    int port = freePort();
    return new TestRedis(directory, port, launch(directory, port));
  }

  int port() {
    return port;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  void startAgain() throws IOException {
    process = launch(directory, port);
  }

  private static Process launch(Path directory, int port) throws IOException {
    Process process =
        new ProcessBuilder(
                directory.resolve("redis-server").toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                directory.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--aclfile",
                directory.resolve("users.acl").toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("Ready to accept connections")) {
        return process;
      }
    }
    throw new IOException("redis-server ended at once, with " + process.exitValue());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
