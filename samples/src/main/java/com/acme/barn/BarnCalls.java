/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.ProviderContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls to a Barn: each takes its turn, is taken down, and fails as one of the known kinds. */
final class BarnCalls {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int BURST = 20;
  private static final double PER_SECOND = 5;

  private final URI endpoint;
  private final ProviderContext context;
  private final CallPacer pacer;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  BarnCalls(URI endpoint, ProviderContext context) {
    this.endpoint = endpoint;
    this.context = context;
    this.pacer = context.pacer("barn " + endpoint.getAuthority(), BURST, PER_SECOND);
  }

  List<BarnMachine> machines(String prefix) {
    String answer = call("ListMachines", prefix, "GET", "/machines?prefix=" + prefix);
    return answer.lines().map(BarnMachine::parse).toList();
  }

  /** The Barn refuses a name that is in use, which means that this was asked for before. */
  void rent(String name, String size) {
    try {
      var unused = call("RentMachine", name, "POST", "/machines?name=" + name + "&size=" + size);
    } catch (ProviderException e) {
      if (!isOf(e, FailureKind.CONFLICT)) {
        throw e;
      }
    }
  }

  void giveBack(String name) {
    ignoreAbsent("ReturnMachine", name, "/machines/" + name);
  }

  Optional<String> pen(String name) {
    try {
      return Optional.of(call("GetPen", name, "GET", "/pens/" + name));
    } catch (ProviderException e) {
      if (isOf(e, FailureKind.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void makePen(String name) {
    var unused = call("PutPen", name, "PUT", "/pens/" + name);
  }

  void deletePen(String name) {
    ignoreAbsent("DeletePen", name, "/pens/" + name);
  }

  private void ignoreAbsent(String call, String target, String path) {
    try {
      var unused = call(call, target, "DELETE", path);
    } catch (ProviderException e) {
      if (!isOf(e, FailureKind.NOT_FOUND)) {
        throw e;
      }
    }
  }

  private static boolean isOf(ProviderException refused, FailureKind kind) {
    return refused.failure().filter(failure -> failure.kind() == kind).isPresent();
  }

  // region calls
  private String call(String name, String target, String method, String path) {
    pacer.take();
    return context.calls().call(name, target, () -> send(name + " " + target, method, path));
  }

  private String send(String what, String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(TIMEOUT)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 2) {
        return answer.body();
      }
      throw refused(what, answer);
    } catch (IOException e) {
      // It may have been applied all the same; whoever repeats it asks for the same.
      throw failed(FailureKind.UNAVAILABLE, what + " was not answered: " + e, "", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudTikException(ErrorCode.INTERRUPTED, "interrupted during " + what, e);
    }
  }

  private ProviderException refused(String what, HttpResponse<String> answer) {
    String said = what + ": " + answer.body().strip();
    return switch (answer.statusCode()) {
      case 403 -> failed(FailureKind.PERMISSION, said, "ask who runs the Barn to let you in", null);
      case 404 -> failed(FailureKind.NOT_FOUND, said, "", null);
      case 409 -> failed(FailureKind.CONFLICT, said, "", null);
      case 422 -> failed(FailureKind.CONFIGURATION, said, "choose a size that the Barn has", null);
      case 429 -> {
        Duration wait =
            Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1));
        pacer.throttled(wait);
        ProviderFailure.Builder failure = failure(FailureKind.THROTTLED, said, "");
        yield new ProviderException(Barn.NAME, failure.retryAfter(wait).build(), null);
      }
      case 507 -> {
        // Other sizes may be had.
        FailureScope scope = FailureScope.builder().addInstanceTypes(size(answer)).build();
        ProviderFailure.Builder failure = failure(FailureKind.CAPACITY, said, "");
        yield new ProviderException(Barn.NAME, failure.scope(scope).build(), null);
      }
      default -> failed(FailureKind.UNAVAILABLE, said, "", null);
    };
  }

  // endregion

  private static String size(HttpResponse<String> answer) {
    return answer.uri().getQuery().replaceFirst(".*size=", "");
  }

  private static ProviderException failed(
      FailureKind kind, String message, String remedy, @Nullable Throwable cause) {
    return new ProviderException(Barn.NAME, failure(kind, message, remedy).build(), cause);
  }

  private static ProviderFailure.Builder failure(FailureKind kind, String message, String remedy) {
    return ProviderFailure.builder().kind(kind).message(message).remedy(remedy);
  }
}
