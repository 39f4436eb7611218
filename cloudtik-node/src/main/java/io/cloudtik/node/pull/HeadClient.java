/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.pull.HeadPin;
import io.cloudtik.impl.pull.JoinAnswer;
import io.cloudtik.impl.pull.JoinRequest;
import io.cloudtik.impl.pull.PulledFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Speaks with the head as a machine that joins. Thread-safe. */
public final class HeadClient {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final Duration FILE = Duration.ofMinutes(20);
  private static final int OK = 200;
  private static final int LATER = 503;

  private final String address;
  private final JoinRequest request;
  private final HttpClient http;
  private volatile String slot = "";

  /** Makes the client of a machine; nothing is sent yet. */
  public HeadClient(String host, int port, HeadPin pin, JoinRequest request) {
    this.address = "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    this.request = request;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .sslContext(pin.client())
            .build();
  }

  /**
   * Joins.
   *
   * @throws CloudTikException with {@code HEAD_UNREACHABLE} if that may be otherwise in a moment
   */
  public JoinAnswer join() {
    HttpResponse<String> response =
        send(to("/join", ANSWER).POST(body(Json.write(request))).build(), BodyHandlers.ofString());
    if (response.statusCode() == OK) {
      JoinAnswer answer = Json.read(response.body(), JoinAnswer.class);
      slot = answer.config().nodeId();
      return answer;
    }
    throw new CloudTikException(
        response.statusCode() == LATER ? ErrorCode.HEAD_UNREACHABLE : ErrorCode.PERMISSION_DENIED,
        "the head at %s did not let this machine in: %s".formatted(address, response.body()));
  }

  /** Gets a file. */
  public void fetch(PulledFile file, Path target) {
    HttpResponse<Path> response =
        send(to("/files/" + file.sha256(), FILE).GET().build(), replacing(target));
    if (response.statusCode() != OK) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "the head at %s did not give the file %s: expected status 200, got %d"
              .formatted(address, file.path(), response.statusCode()));
    }
  }

  /** Tells that this machine cannot become the node; whether that arrives is not known. */
  public void failed(String error) {
    try {
      send(to("/failed", ANSWER).POST(body(error)).build(), BodyHandlers.discarding());
    } catch (CloudTikException e) {
      PullMain.say("the head was not told: " + e.getMessage());
    }
  }

  /** What is left of an earlier try may be longer. */
  private static BodyHandler<Path> replacing(Path target) {
    return BodyHandlers.ofFile(
        target,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private static HttpRequest.BodyPublisher body(String text) {
    return BodyPublishers.ofString(text);
  }

  private HttpRequest.Builder to(String path, Duration timeout) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(timeout)
        .header("X-Slot", slot)
        .header("Authorization", "Bearer " + request.session());
  }

  private <T> HttpResponse<T> send(HttpRequest message, BodyHandler<T> handler) {
    try {
      return http.send(message, handler);
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.HEAD_UNREACHABLE,
          "the head at %s cannot be spoken with: %s".formatted(address, reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudTikException(ErrorCode.INTERRUPTED, "interrupted", e);
    }
  }

  private static String reason(Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
