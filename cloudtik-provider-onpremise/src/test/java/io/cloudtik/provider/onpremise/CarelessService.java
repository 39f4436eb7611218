/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks as much of S3 as one object needs, and keeps those conditions that it is told to. */
final class CarelessService implements AutoCloseable {
  private static final byte[] NO_SUCH_KEY =
      "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>".getBytes();

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final Set<String> kept;

  /**
   * Starts it.
   *
   * @param kept of {@code none-match}, {@code match} and {@code match-absent}
   */
  CarelessService(String... kept) {
    this.kept = Set.of(kept);
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
    if (isRefused(key, call.getRequestHeaders())) {
      call.sendResponseHeaders(412, -1);
      call.close();
      return;
    }
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

  private boolean isRefused(String key, Headers headers) {
    boolean there = objects.containsKey(key);
    String match = headers.getFirst("If-Match");
    if (headers.containsKey("If-None-Match")) {
      return there && kept.contains("none-match");
    }
    return match != null
        && (there
            ? !match.equals("\"abc\"") && kept.contains("match")
            : kept.contains("match-absent"));
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
