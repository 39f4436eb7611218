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
 * What gives the role of a machine, in the protocol of the AWS SDKs for containers: the environment
 * names its address, and the file that has the word which it asks for.
 */
final class RoleEndpoint implements AutoCloseable {
  static final String KEY_ID = "ASIACLOUDTIKTEST0001";
  static final String SECRET_KEY = "s3cr3tk3y0fth3r0l3";
  static final String SESSION = "s3ss10n0fth3r0l3";
  private static final String WORD = "w0rdf0rth3r0l3";

  private final HttpServer server;
  private final Path word;
  private final AtomicInteger given = new AtomicInteger();

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
    server.createContext("/role", endpoint::answer);
    server.start();
    return endpoint;
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean known = WORD.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    String body =
        """
        {"AccessKeyId":"%s","SecretAccessKey":"%s","Token":"%s","Expiration":"%s"}"""
            .formatted(
                KEY_ID, SECRET_KEY, SESSION, Instant.now().plus(6, ChronoUnit.HOURS).toString());
    byte[] bytes = (known ? body : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 403, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
    if (known) {
      given.incrementAndGet();
    }
  }

  /** How many times somebody got the role. */
  int given() {
    return given.get();
  }

  Map<String, String> environment() {
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/role",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        word.toString());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
