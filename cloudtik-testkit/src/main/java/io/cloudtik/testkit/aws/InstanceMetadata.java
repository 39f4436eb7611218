/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The instance metadata service, version 2 only: a session token is asked for first, and every
 * other request shows it (EC2 user guide, <i>Use the Instance Metadata Service to access instance
 * metadata</i>). Which machine asks is known by its address. Thread-safe.
 */
public final class InstanceMetadata implements AutoCloseable {
  private static final String TOKEN = "X-aws-ec2-metadata-token";
  private static final String ROOT = "/latest/";
  private static final int TOKEN_BYTES = 24;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Function<String, SortedMap<String, Supplier<String>>> byAddress;
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  private InstanceMetadata(
      HttpServer server, Function<String, SortedMap<String, Supplier<String>>> byAddress) {
    this.server = server;
    this.byAddress = byAddress;
  }

  /**
   * Starts the service on a free port of an address of this computer.
   *
   * @param byAddress what the machine of an address is told, by path below {@code /latest/}, such
   *     as {@code meta-data/instance-id}; nothing where there is no such machine
   */
  public static InstanceMetadata start(
      String host, Function<String, SortedMap<String, Supplier<String>>> byAddress) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 0);
      InstanceMetadata metadata = new InstanceMetadata(server, byAddress);
      server.setExecutor(metadata.threads);
      server.createContext("/", metadata::answer);
      server.start();
      return metadata;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + host, e);
    }
  }

  /** Returns the port. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String from = exchange.getRemoteAddress().getAddress().getHostAddress();
      String path = exchange.getRequestURI().getPath();
      if (exchange.getRequestMethod().equals("PUT")) {
        issue(exchange, from, path);
        return;
      }
      String token = exchange.getRequestHeaders().getFirst(TOKEN);
      if (token == null || !from.equals(owners.get(token))) {
        reply(exchange, 401, "");
        return;
      }
      String text =
          path.startsWith(ROOT) ? text(byAddress.apply(from), path.substring(ROOT.length())) : null;
      if (text == null) {
        reply(exchange, 404, "");
      } else {
        reply(exchange, 200, text);
      }
    }
  }

  private void issue(HttpExchange exchange, String from, String path) throws IOException {
    boolean lasts = exchange.getRequestHeaders().containsKey(TOKEN + "-ttl-seconds");
    if (!path.equals(ROOT + "api/token") || !lasts) {
      reply(exchange, 400, "");
      return;
    }
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = HexFormat.of().formatHex(bytes);
    owners.put(token, from);
    exchange.getResponseHeaders().add(TOKEN + "-ttl-seconds", "21600");
    reply(exchange, 200, token);
  }

  /** A path with others below it is a list of them. */
  private static @org.jspecify.annotations.Nullable String text(
      SortedMap<String, Supplier<String>> tree, String path) {
    Supplier<String> leaf = tree.get(path);
    if (leaf != null) {
      return leaf.get();
    }
    String folder = path.endsWith("/") || path.isEmpty() ? path : path + "/";
    SortedSet<String> children = new TreeSet<>();
    for (String name : tree.tailMap(folder).keySet()) {
      if (!name.startsWith(folder)) {
        break;
      }
      int slash = name.indexOf('/', folder.length());
      children.add(name.substring(folder.length(), slash < 0 ? name.length() : slash + 1));
    }
    return children.isEmpty() ? null : String.join("\n", children);
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
