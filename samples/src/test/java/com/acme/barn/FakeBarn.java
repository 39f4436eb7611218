/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Barn that works: machines take a while to come and to leave, and are listed late. */
final class FakeBarn implements AutoCloseable {
  private static final Duration BOOT = Duration.ofSeconds(5);
  private static final Duration LAG = Duration.ofSeconds(2);
  private static final Duration LEAVE = Duration.ofSeconds(3);

  private final HttpServer server;
  private final Clock clock;
  private final List<Stall> stalls = new ArrayList<>();
  private final Set<String> pens = new TreeSet<>();
  private final Deque<Integer> refusals = new ArrayDeque<>();
  private int given;

  private FakeBarn(Clock clock, HttpServer server) {
    this.clock = clock;
    this.server = server;
  }

  /** Opens one on a free port of this machine. */
  static FakeBarn open(Clock clock) {
    try {
      InetSocketAddress free = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      FakeBarn barn = new FakeBarn(clock, HttpServer.create(free, 0));
      barn.server.createContext("/", barn::answer);
      barn.server.start();
      return barn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets the next call be refused in that way. */
  synchronized void refuse(int status) {
    refusals.add(status);
  }

  synchronized int machines() {
    return stalls.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getQuery();
    Answer answer = answer(exchange.getRequestMethod(), path, query == null ? "" : query);
    byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
    if (answer.status == 429) {
      exchange.getResponseHeaders().set("Retry-After", "7");
    }
    exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized Answer answer(String method, String path, String query) {
    if (!refusals.isEmpty()) {
      return new Answer(refusals.remove(), "refused by the test");
    }
    stalls.removeIf(stall -> stall.left != null && since(stall.left).compareTo(LEAVE) >= 0);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return switch (method + " " + path.replaceFirst("(?<=.)/.*", "")) {
      case "GET /machines" -> new Answer(200, list(query.replace("prefix=", "")));
      case "POST /machines" -> rent(query.replaceAll("name=|&.*", ""));
      case "DELETE /machines" -> giveBack(name);
      case "GET /pens" -> pens.contains(name) ? new Answer(200, name) : new Answer(404, "");
      case "PUT /pens" -> new Answer(pens.add(name) ? 201 : 200, "");
      case "DELETE /pens" -> new Answer(pens.remove(name) ? 204 : 404, "");
      default -> new Answer(400, "no such call");
    };
  }

  private Duration since(Instant moment) {
    return Duration.between(moment, clock.instant());
  }

  private String list(String prefix) {
    return stalls.stream()
        .filter(stall -> stall.name.startsWith(prefix))
        .filter(stall -> since(stall.rented).compareTo(LAG) >= 0)
        .map(this::line)
        .collect(Collectors.joining("\n"));
  }

  private String line(Stall stall) {
    boolean runs = since(stall.rented).compareTo(BOOT) >= 0;
    String state = stall.left != null ? "leaving" : runs ? "running" : "waiting";
    return "%s %s %s %s"
        .formatted(stall.id, stall.name, state, runs ? stall.id.replace("m-", "10.0.0.") : "-");
  }

  private Answer rent(String name) {
    if (stalls.stream().anyMatch(stall -> stall.left == null && stall.name.equals(name))) {
      return new Answer(409, name + " is there");
    }
    stalls.add(new Stall("m-" + ++given, name, clock.instant(), null));
    return new Answer(201, "");
  }

  private Answer giveBack(String name) {
    boolean there =
        stalls.stream().anyMatch(stall -> stall.left == null && stall.name.equals(name));
    stalls.replaceAll(
        stall ->
            stall.left == null && stall.name.equals(name)
                ? new Stall(stall.id, name, stall.rented, clock.instant())
                : stall);
    return new Answer(there ? 204 : 404, "");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Answer(int status, String body) {}

  private record Stall(String id, String name, Instant rented, @Nullable Instant left) {}
}
