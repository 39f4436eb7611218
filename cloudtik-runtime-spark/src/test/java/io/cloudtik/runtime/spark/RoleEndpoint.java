/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What gives the role of a machine, in the two protocols that the AWS SDKs know: the metadata
 * service of a machine (IMDSv2), and the endpoint for credentials of containers, which asks for the
 * word in a file.
 */
final class RoleEndpoint implements AutoCloseable {
  static final String KEY_ID = "ASIACLOUDTIKTEST0001";
  static final String SECRET_KEY = "s3cr3tk3y0fth3r0l3";
  static final String SESSION = "s3ss10n0fth3r0l3";
  private static final String WORD = "w0rdf0rth3r0l3";
  private static final String METADATA_TOKEN = "t0k3n0fth3s3ss10n";
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

  private final HttpServer server;
  private final Path word;
  private final AtomicInteger ofMachine = new AtomicInteger();
  private final AtomicInteger ofContainer = new AtomicInteger();

  private RoleEndpoint(HttpServer server, Path word) {
    this.server = server;
    this.word = word;
  }

  static RoleEndpoint start(Path directory) throws IOException {
    Path word = directory.resolve("role-word");
    PrivateFile.write(word, WORD.getBytes(StandardCharsets.US_ASCII));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    RoleEndpoint endpoint = new RoleEndpoint(server, word);
    server.createContext("/container", endpoint::container);
    server.createContext("/latest/api/token", exchange -> answer(exchange, 200, METADATA_TOKEN));
    server.createContext(ROLES, endpoint::machine);
    server.start();
    return endpoint;
  }

  private void container(HttpExchange exchange) throws IOException {
    if (WORD.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      ofContainer.incrementAndGet();
      answer(exchange, 200, keys());
    } else {
      answer(exchange, 403, "{}");
    }
  }

  private void machine(HttpExchange exchange) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token");
    if (!METADATA_TOKEN.equals(token)) {
      answer(exchange, 401, "");
    } else if (exchange.getRequestURI().getPath().equals(ROLES)) {
      answer(exchange, 200, "worker");
    } else {
      ofMachine.incrementAndGet();
      answer(exchange, 200, keys());
    }
  }

  private static String keys() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return """
    {"Code":"Success","Type":"AWS-HMAC","LastUpdated":"%s",
     "AccessKeyId":"%s","SecretAccessKey":"%s","Token":"%s","Expiration":"%s"}"""
        .formatted(now, KEY_ID, SECRET_KEY, SESSION, now.plus(6, ChronoUnit.HOURS));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("X-aws-ec2-metadata-token-ttl-seconds", "21600");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** How many times processes got the role from the metadata service. */
  int givenByMachine() {
    return ofMachine.get();
  }

  /** How many times processes got the role from the endpoint for containers. */
  int givenByContainer() {
    return ofContainer.get();
  }

  /** Names the metadata service. */
  Map<String, String> machine() {
    return Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", address(""));
  }

  /** Names the endpoint for containers. */
  Map<String, String> container() {
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        address("/container"),
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        word.toString());
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
