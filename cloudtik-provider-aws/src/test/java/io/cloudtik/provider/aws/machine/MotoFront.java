/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A moto behind a door that adds what moto lacks of RunInstances and what tests need: client
 * tokens, as many machines as asked for rather than the least, room that is too small, refusals,
 * lost replies, and lists that lag. All else passes as it is. Thread-safe.
 */
public final class MotoFront implements AutoCloseable {
  private final Process moto;
  private final URI behind;
  private final HttpServer door;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final Map<String, Answered> tokens = new ConcurrentHashMap<>();
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final List<Map<String, String>> launches = new ArrayList<>();
  private final AtomicInteger blind = new AtomicInteger();
  private volatile String lost = "";
  private volatile int room = Integer.MAX_VALUE;

  private record Answered(String parameters, int status, byte[] body) {}

  private MotoFront(Process moto, URI behind) throws IOException {
    this.moto = moto;
    this.behind = behind;
    door = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    door.setExecutor(threads);
    door.createContext("/", this::pass);
    door.start();
  }

  /** Starts one; without moto the test is skipped, and fails in CI. */
  public static MotoFront start() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      Path log = Files.createTempFile("moto", ".log");
      Process process =
          new ProcessBuilder(
                  "python3", "-m", "moto.server", "-H", "127.0.0.1", "-p", Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      URI behind = URI.create("http://127.0.0.1:" + port);
      MotoFront front = new MotoFront(process, behind);
      Eventually.becomes(
          "moto answers or ends",
          Duration.ofSeconds(60),
          () -> !process.isAlive() || front.answers(),
          it -> it);
      return process.isAlive() ? front : missing(Files.readString(log).strip());
    } catch (IOException e) {
      return missing(String.valueOf(e.getMessage()));
    }
  }

  private static MotoFront missing(String why) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError("moto cannot be had: " + why);
    }
    return abort("moto cannot be had (pip install 'moto[server]'): " + why);
  }

  private boolean answers() {
    try {
      return http.send(
                  HttpRequest.newBuilder(behind.resolve("/moto-api/")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns where clients call. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
  }

  /** Forgets everything. */
  public void reset() throws IOException, InterruptedException {
    http.send(
        HttpRequest.newBuilder(behind.resolve("/moto-api/reset"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.discarding());
    counts.clear();
    tokens.clear();
    refusals.clear();
    launches.clear();
    blind.set(0);
    lost = "";
    room = Integer.MAX_VALUE;
  }

  int count(String action) {
    return counts.getOrDefault(action, new AtomicInteger()).get();
  }

  int total() {
    return counts.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  void forgetCounts() {
    counts.clear();
  }

  /** Returns the parameters of the calls that made machines. */
  List<Map<String, String>> launches() {
    return launches;
  }

  /** From now on calls of an action are refused; with null no more. */
  void refuse(String action, @Nullable String code) {
    if (code == null) {
      refusals.remove(action);
    } else {
      refusals.put(action, code);
    }
  }

  /** The next call of an action is applied, but its reply and those of its repeats are lost. */
  void loseReplies(String action) {
    lost = action;
  }

  /** Replies arrive again. */
  void loseNothing() {
    lost = "";
  }

  /** The next so many lists of instances are empty. */
  void blind(int lists) {
    blind.set(lists);
  }

  /** Launches get at most so many machines. */
  void room(int machines) {
    room = machines;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
      String action = form.getOrDefault("Action", "");
      if (!action.isEmpty()) {
        counts.computeIfAbsent(action, any -> new AtomicInteger()).incrementAndGet();
      }
      String refusal = refusals.get(action);
      if (refusal != null) {
        answer(exchange, refusal.contains("Capacity") ? 500 : 400, error(refusal));
      } else if (action.equals("DescribeInstances")
          && blind.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        answer(exchange, 200, nothing());
      } else if (action.equals("RunInstances") && !form.containsKey("DryRun")) {
        run(exchange, form);
      } else {
        forward(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void run(HttpExchange exchange, Map<String, String> form)
      throws IOException, InterruptedException {
    String token = form.getOrDefault("ClientToken", "");
    String parameters = new TreeMap<>(form).toString();
    Answered before = tokens.get(token);
    if (before == null) {
      int most = Integer.parseInt(form.get("MaxCount"));
      form.put("MinCount", Integer.toString(Math.min(most, room)));
      launches.add(form);
      HttpResponse<byte[]> made = send(exchange, encoded(form));
      before = new Answered(parameters, made.statusCode(), made.body());
      tokens.put(token, before);
    } else if (!before.parameters.equals(parameters)) {
      answer(exchange, 400, error("IdempotentParameterMismatch"));
      return;
    }
    if (lost.equals("RunInstances")) {
      answer(exchange, 503, error("Unavailable"));
      return;
    }
    answer(exchange, before.status, before.body);
  }

  private void forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(exchange, body);
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("content-length")
                  && !name.equalsIgnoreCase("transfer-encoding")
                  && !name.equalsIgnoreCase("connection")) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    answer(exchange, response.statusCode(), response.body());
  }

  private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("host")
                  && !name.equalsIgnoreCase("content-length")
                  && !name.equalsIgnoreCase("expect")
                  && !name.equalsIgnoreCase("connection")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    if (body.startsWith("Action=")) {
      for (String pair : body.split("&", -1)) {
        int equal = pair.indexOf('=');
        form.put(
            URLDecoder.decode(pair.substring(0, equal), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equal + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  private static byte[] encoded(Map<String, String> form) {
    StringBuilder body = new StringBuilder();
    body.append("Action=").append(form.get("Action"));
    form.forEach(
        (key, value) -> {
          if (!key.equals("Action")) {
            body.append('&')
                .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
          }
        });
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] error(String code) {
    return ("<Response><Errors><Error><Code>%s</Code><Message>told by the test</Message></Error>"
            + "</Errors><RequestID>r-1</RequestID></Response>")
        .formatted(code)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] nothing() {
    return ("<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
            + "<requestId>r-2</requestId><reservationSet/></DescribeInstancesResponse>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    door.stop(0);
    threads.shutdownNow();
    moto.destroy();
  }
}
