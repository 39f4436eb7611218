/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudtik.error.ProviderException;
import io.cloudtik.testkit.cloud.ClientStopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wire: reads requests, has their signatures checked, hands them to their service. Who is not
 * to be answered finds its connection closed.
 */
final class AwsServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(AwsServer.class);

  static {
    // Without it each answer waits for the acknowledgement of its own head.
    String noDelay = "sun.net.httpserver.nodelay";
    if (System.getProperty(noDelay) == null) {
      System.setProperty(noDelay, "true");
    }
  }

  private final Map<String, AwsService> services = new TreeMap<>();
  private final Signatures signatures;
  private final BiConsumer<AwsRequest, AwsResponse> recorder;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "emulated-aws");
            thread.setDaemon(true);
            return thread;
          });

  AwsServer(
      List<AwsService> services,
      Signatures signatures,
      BiConsumer<AwsRequest, AwsResponse> recorder) {
    services.forEach(each -> this.services.put(each.name(), each));
    this.signatures = signatures;
    this.recorder = recorder;
  }

  synchronized int listen(String address, int port) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
      server.setExecutor(threads);
      server.createContext("/", this::handle);
      server.start();
      servers.add(server);
      return server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on %s:%d".formatted(address, port), e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      AwsResponse response = answer(read(exchange));
      if (response != null) {
        send(exchange, response);
      }
    } finally {
      // Without an answer this closes the connection.
      exchange.close();
    }
  }

  private @Nullable AwsResponse answer(AwsRequest raw) {
    Signed signed = Signed.of(raw.query(), raw.headers());
    AwsRequest request = signed == null ? raw : of(raw, signed);
    AwsService service = services.get(request.service());
    if (service == null) {
      return AwsResponse.json(
          404, "{\"__type\":\"UnknownService\",\"message\":\"" + request.service() + "\"}");
    }
    try {
      Caller caller = null;
      if (signed != null) {
        KeyOwner owner = signatures.check(request, signed);
        caller = owner.caller();
        if (ChunkedBody.isOne(request)) {
          request = ChunkedBody.decoded(request, new ChunkSignatures(signed, owner));
        }
      } else if (!service.name().equals("s3")) {
        throw SignatureWords.of(service.name()).missing();
      }
      AwsResponse response = service.answer(request, caller);
      recorder.accept(request, response);
      return response;
    } catch (AwsRefusal e) {
      return service.refused(request, e);
    } catch (ClientStopped e) {
      return null;
    } catch (ProviderException e) {
      // Services put what the cloud refuses into words; what is left is not to be heard of.
      return null;
    } catch (RuntimeException e) {
      logger.error("request={} failed in the emulator", request, e);
      return service.refused(request, new AwsRefusal(500, "InternalError", e.toString()));
    }
  }

  private static AwsRequest of(AwsRequest raw, Signed signed) {
    return new AwsRequest(
        raw.id(),
        signed.service(),
        signed.region(),
        raw.method(),
        raw.path(),
        raw.query(),
        raw.headers(),
        raw.body(),
        raw.from());
  }

  private AwsRequest read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    String raw = exchange.getRequestURI().getRawQuery();
    Content body = Content.read(exchange.getRequestBody());
    String number = "request " + requests.incrementAndGet();
    return new AwsRequest(
        UUID.nameUUIDFromBytes(number.getBytes(StandardCharsets.UTF_8)).toString(),
        // Only S3 takes requests that are not signed; calls by the query protocol are another's.
        headers.getOrDefault("content-type", List.of("")).get(0).contains("form-urlencoded")
                || (raw != null && raw.contains("Action="))
            ? "ec2"
            : "s3",
        "",
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        raw == null ? Map.of() : Forms.readAll(raw),
        headers,
        body,
        exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  private static void send(HttpExchange exchange, AwsResponse response) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean bare =
        exchange.getRequestMethod().equals("HEAD")
            || response.status() == 204
            || response.status() == 304;
    if (bare) {
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    long length = response.body().size() == 0 ? -1 : response.body().size();
    exchange.sendResponseHeaders(response.status(), length);
    if (length > 0) {
      response.body().writeTo(exchange.getResponseBody());
    }
  }

  @Override
  public synchronized void close() {
    servers.forEach(server -> server.stop(0));
    servers.clear();
    threads.shutdownNow();
  }
}
