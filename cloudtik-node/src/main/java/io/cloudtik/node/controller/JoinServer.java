/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.pull.JoinAnswer;
import io.cloudtik.impl.pull.JoinRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where machines join, by HTTP over TLS. What to answer is decided by the desk. */
final class JoinServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(JoinServer.class);
  private static final int LONGEST = 64 << 10;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int LATER = 503;
  private static final String HASH = "[0-9a-f]{64}";
  private static final String BEARER = "Bearer ";

  private final Desk desk;
  private final HttpsServer server;

  /** Decides who joins. */
  interface Desk {
    /**
     * Returns what the node needs.
     *
     * @throws CloudTikException with {@code PERMISSION_DENIED} if it is never let in, with another
     *     code if that may change
     */
    JoinAnswer join(JoinRequest request, InetAddress from);

    /** Returns the file with that hash if that machine may have it. */
    Optional<Path> file(String sha256, String slot, String session);

    /** Takes note that a machine that joined cannot become the node. */
    void failed(String slot, String session, String error);
  }

  static {
    // Who is slow, or says nothing, must not keep the others out.
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    System.setProperty("sun.net.httpserver.maxRspTime", "1800");
  }

  /** Opens it at an address. */
  JoinServer(InetSocketAddress at, SSLContext identity, Desk desk, Executor executor)
      throws IOException {
    this.desk = desk;
    server = HttpsServer.create(at, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity));
    server.createContext("/join", exchange -> answer(exchange, this::join));
    server.createContext("/files/", exchange -> answer(exchange, this::file));
    server.createContext("/failed", exchange -> answer(exchange, this::failed));
    server.setExecutor(executor);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private static void answer(HttpExchange exchange, Handler handler) {
    try (exchange) {
      handler.handle(exchange);
    } catch (IOException e) {
      // It has gone, and comes again.
      logger.debug("join={} from={}", exchange.getRequestURI(), exchange.getRemoteAddress(), e);
    } catch (RuntimeException e) {
      logger.warn("join={} failed", exchange.getRequestURI().getPath(), e);
    }
  }

  private void join(HttpExchange exchange) throws IOException {
    JoinRequest request;
    try {
      request = Json.read(body(exchange), JoinRequest.class);
      Objects.requireNonNull(request.token());
      Objects.requireNonNull(request.session());
    } catch (CloudTikException | NullPointerException e) {
      send(exchange, BAD_REQUEST, "expected token and session as JSON");
      return;
    }
    try {
      JoinAnswer answer = desk.join(request, exchange.getRemoteAddress().getAddress());
      send(exchange, OK, Json.write(answer));
    } catch (CloudTikException e) {
      boolean never = e.errorCode() == ErrorCode.PERMISSION_DENIED;
      send(exchange, never ? FORBIDDEN : LATER, String.valueOf(e.getMessage()));
    }
  }

  private void file(HttpExchange exchange) throws IOException {
    String sha256 = exchange.getRequestURI().getPath().substring("/files/".length());
    Optional<Path> file =
        sha256.matches(HASH)
            ? desk.file(sha256, slot(exchange), session(exchange))
            : Optional.empty();
    if (file.isEmpty()) {
      send(exchange, NOT_FOUND, "no such file for this machine");
      return;
    }
    // A length of 0 would mean an unknown one.
    long size = Files.size(file.get());
    exchange.sendResponseHeaders(OK, size == 0 ? -1 : size);
    try (OutputStream body = exchange.getResponseBody()) {
      if (size > 0) {
        Files.copy(file.get(), body);
      }
    }
  }

  private void failed(HttpExchange exchange) throws IOException {
    desk.failed(slot(exchange), session(exchange), body(exchange));
    send(exchange, OK, "");
  }

  private static String slot(HttpExchange exchange) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Slot"), "");
  }

  private static String session(HttpExchange exchange) {
    String given =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
    return given.startsWith(BEARER) ? given.substring(BEARER.length()) : "";
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readNBytes(LONGEST), StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // Who says too much, or nonsense, does not go on with it.
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
