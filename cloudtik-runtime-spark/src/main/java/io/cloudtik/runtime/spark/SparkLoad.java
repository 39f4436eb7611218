/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spi.runtime.EndpointSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the master's {@code /json/} says about work.
 *
 * <p>Busy means that an application holds cores, or that one waits for them. The Connect server is
 * an application that is always there; without cores it is idle.
 */
final class SparkLoad {
  private static final Logger logger = LoggerFactory.getLogger(SparkLoad.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private static final Pattern CORES_USED = Pattern.compile("\"coresused\"\\s*:\\s*[1-9]");
  private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]*)\"");

  private SparkLoad() {}

  /** Returns the master's answer, or nothing when it does not answer at once. */
  static Optional<String> ask(EndpointSpec master) {
    URI address = URI.create("http://" + master.host() + ":" + master.port() + "/json/");
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      logger.debug("master={} does not answer: {}", address, e.toString());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static boolean busy(String json) {
    if (CORES_USED.matcher(json).find()) {
      return true;
    }
    Matcher names = NAME.matcher(activeApplications(json));
    while (names.find()) {
      if (!names.group(1).equals(SparkServices.CONNECT)) {
        return true;
      }
    }
    return false;
  }

  private static String activeApplications(String json) {
    int start = json.indexOf("\"activeapps\"");
    int end = json.indexOf("\"completedapps\"", Math.max(0, start));
    return start < 0 ? "" : json.substring(start, end < 0 ? json.length() : end);
  }
}
