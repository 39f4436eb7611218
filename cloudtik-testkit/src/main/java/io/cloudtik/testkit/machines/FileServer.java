/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** The program of {@link PackageMirror}; one class, so that one file is all it needs. */
final class FileServer implements HttpHandler {
  private final Path root;

  private FileServer(Path root) {
    this.root = root;
  }

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(Integer.parseInt(arguments[0])), 50);
    server.createContext("/", new FileServer(Path.of(arguments[1])));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println("serving " + arguments[1]);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    System.out.println(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    Path file = root.resolve("." + exchange.getRequestURI().getPath()).normalize();
    try (exchange) {
      if (!file.startsWith(root) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.sendResponseHeaders(200, Files.size(file));
      try (OutputStream out = exchange.getResponseBody()) {
        Files.copy(file, out);
      }
    }
  }
}
