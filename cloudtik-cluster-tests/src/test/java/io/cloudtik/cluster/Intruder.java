/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.provider.local.Local;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Another user of the same machine, who tries what he can, and says {@code REFUSED} or {@code
 * GRANTED} for each: {@code Intruder <home> <pid> <host> <port>}.
 */
final class Intruder {
  private Intruder() {}

  public static void main(String[] arguments) {
    Path home = Path.of(arguments[0]);
    long pid = Long.parseLong(arguments[1]);
    String host = arguments[2];
    int port = Integer.parseInt(arguments[3]);
    attempt("open", () -> Workspace.open("demo", Local.here().at(home)).clusters());
    attempt("create", () -> Workspace.create("demo", Local.here().at(home)).clusters());
    attempt("create-other", () -> Workspace.create("other", Local.here().at(home)).name());
    attempt("list", () -> Files.list(home).toList());
    attempt("store", () -> Files.list(home.resolve("local/demo/store")).toList());
    attempt("logs", () -> Files.list(home.resolve("local/demo/logs")).toList());
    attempt("environment", () -> Files.readAllBytes(Path.of("/proc/" + pid + "/environ")));
    attempt("memory", () -> Files.newByteChannel(Path.of("/proc/" + pid + "/mem")));
    attempt("descriptors", () -> Files.list(Path.of("/proc/" + pid + "/fd")).toList());
    attempt("kill", () -> kill(pid));
    for (String command : List.of("PING", "KEYS *", "CONFIG GET *", "AUTH default x", "SHUTDOWN")) {
      attempt("redis " + command, () -> redis(host, port, command));
    }
  }

  private static void attempt(String what, Callable<Object> action) {
    try {
      System.out.println("GRANTED " + what + ": " + action.call());
    } catch (CloudTikException e) {
      System.out.println("REFUSED " + what + ": " + e.errorCode() + " " + e.getMessage());
    } catch (Exception e) {
      System.out.println("REFUSED " + what + ": " + e);
    }
  }

  private static Object kill(long pid) throws IOException, InterruptedException {
    int code = new ProcessBuilder("/bin/sh", "-c", "kill -9 " + pid).start().waitFor();
    if (code != 0) {
      throw new IOException("kill ended with " + code);
    }
    return pid;
  }

  private static String redis(String host, int port, String command) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = new byte[512];
      int length = socket.getInputStream().read(answer);
      String text = new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII).strip();
      if (text.startsWith("-NOAUTH") || text.startsWith("-WRONGPASS")) {
        throw new IOException(text);
      }
      return text;
    }
  }
}
