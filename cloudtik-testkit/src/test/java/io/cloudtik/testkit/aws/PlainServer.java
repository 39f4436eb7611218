/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudtik.error.ProviderException;
import io.cloudtik.testkit.aws.wire.Escapes;
import io.cloudtik.testkit.cloud.ClientStopped;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves services over HTTP and believes who callers say they are: signatures are not looked at.
 */
public final class PlainServer implements AutoCloseable {
  private static final Pattern CREDENTIAL =
      Pattern.compile("Credential=([^/]+)/[0-9]+/([^/]+)/([^/]+)/aws4_request");

  private final Map<String, AwsService> services = new TreeMap<>();
  private final Keys keys;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private PlainServer(Keys keys, HttpServer server) {
    this.keys = keys;
    this.server = server;
  }

  public static PlainServer start(Keys keys, AwsService... services) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    PlainServer server = new PlainServer(keys, http);
    for (AwsService service : services) {
      server.services.put(service.name(), service);
    }
    http.createContext("/", server::handle);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      AwsRequest request = read(exchange);
      AwsService service = Objects.requireNonNull(services.get(request.service()));
      AwsResponse answer;
      try {
        AwsRequest plain =
            ChunkedBody.isOne(request) ? ChunkedBody.decoded(request, null) : request;
        answer = service.answer(plain, caller(request));
      } catch (AwsRefusal refusal) {
        answer = service.refused(request, refusal);
      } catch (ProviderException | ClientStopped nothing) {
        return;
      } catch (RuntimeException bug) {
        bug.printStackTrace();
        return;
      }
      write(exchange, answer);
    }
  }

  private @Nullable Caller caller(AwsRequest request) {
    Matcher credential = CREDENTIAL.matcher(request.header("authorization"));
    KeyOwner owner = credential.find() ? keys.find(credential.group(1)) : null;
    return owner == null ? null : owner.caller();
  }

  private static void write(HttpExchange exchange, AwsResponse answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    long size = answer.body().size();
    exchange.sendResponseHeaders(answer.status(), isHead || size == 0 ? -1 : size);
    if (!isHead && size > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        answer.body().writeTo(out);
      }
    }
  }

  private static AwsRequest read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    Map<String, List<String>> query = new LinkedHashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    for (String part : raw == null ? new String[0] : raw.split("&")) {
      int sign = part.indexOf('=');
      String name = Escapes.query(sign < 0 ? part : part.substring(0, sign));
      query
          .computeIfAbsent(name, any -> new ArrayList<>())
          .add(sign < 0 ? "" : Escapes.query(part.substring(sign + 1)));
    }
    Matcher credential =
        CREDENTIAL.matcher(headers.getOrDefault("authorization", List.of("")).get(0));
    boolean isSigned = credential.find();
    return new AwsRequest(
        UUID.randomUUID().toString(),
        isSigned ? credential.group(3) : "s3",
        isSigned ? credential.group(2) : "",
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query,
        headers,
        Content.read(exchange.getRequestBody()),
        exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
