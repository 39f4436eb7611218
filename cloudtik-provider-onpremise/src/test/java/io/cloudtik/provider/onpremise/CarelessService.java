/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks as much of S3 as one object needs, and knows no conditions. */
final class CarelessService implements AutoCloseable {
  private static final byte[] NO_SUCH_KEY =
      "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>".getBytes();

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final HttpServer server;

  CarelessService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange call) throws IOException {
    String key = call.getRequestURI().getPath();
    byte[] body = call.getRequestBody().readAllBytes();
    call.getResponseHeaders().add("ETag", "\"abc\"");
    switch (call.getRequestMethod()) {
      case "PUT" -> {
        objects.put(key, body);
        call.sendResponseHeaders(200, -1);
      }
      case "DELETE" -> {
        objects.remove(key);
        call.sendResponseHeaders(204, -1);
      }
      default -> {
        byte[] found = objects.getOrDefault(key, NO_SUCH_KEY);
        call.sendResponseHeaders(objects.containsKey(key) ? 200 : 404, found.length);
        call.getResponseBody().write(found);
      }
    }
    call.close();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Map<String, byte[]> objects() {
    return objects;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
