/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A registry with one image of one file, for one user. One class, so that one file is all that a
 * machine needs to run it: {@code <port> <user:password>}.
 */
final class TestRegistry implements HttpHandler {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar";

  private final Map<String, byte[]> blobs = new HashMap<>();
  private final byte[] manifest;
  private final String login;

  private TestRegistry(String login) {
    this.login = "Basic " + Base64.getEncoder().encodeToString(bytes(login));
    byte[] layer = tar("hello", bytes("hello\n"));
    byte[] config =
        bytes(
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}"
                .formatted(digest(layer)));
    blobs.put(digest(layer), layer);
    blobs.put(digest(config), config);
    manifest =
        bytes(
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(MANIFEST, described(CONFIG, config), described(LAYER, layer)));
  }

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 50);
    server.createContext("/v2/", new TestRegistry(arguments[1]));
    server.start();
    System.out.println("serving");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
      answer(exchange, 401, "application/json", bytes("{}"));
    } else if (path.endsWith("/v2/")) {
      answer(exchange, 200, "application/json", bytes("{}"));
    } else if (path.contains("/private/manifests/")) {
      exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
      answer(exchange, 200, MANIFEST, manifest);
    } else {
      byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
      answer(exchange, blob == null ? 404 : 200, "application/json", blob == null ? MISSING : blob);
    }
  }

  private static final byte[] MISSING =
      bytes("{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}");

  private static void answer(HttpExchange exchange, int code, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      }
      exchange.sendResponseHeaders(code, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static String described(String type, byte[] blob) {
    return "{\"mediaType\":\"%s\",\"size\":%d,\"digest\":\"%s\"}"
        .formatted(type, blob.length, digest(blob));
  }

  /** One file in an archive of tar. */
  private static byte[] tar(String name, byte[] content) {
    byte[] all = new byte[512 * 4];
    put(all, 0, name);
    put(all, 100, "0000644\0");
    put(all, 108, "0000000\0");
    put(all, 116, "0000000\0");
    put(all, 124, "%011o\0".formatted(content.length));
    put(all, 136, "%011o\0".formatted(0));
    put(all, 148, " ".repeat(8));
    put(all, 156, "0");
    put(all, 257, "ustar\000" + "00");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += all[i] & 0xff;
    }
    put(all, 148, "%06o\0 ".formatted(sum));
    System.arraycopy(content, 0, all, 512, content.length);
    return all;
  }

  private static void put(byte[] all, int at, String text) {
    System.arraycopy(bytes(text), 0, all, at, text.length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
