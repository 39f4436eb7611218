/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.exception.DockerException;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what Docker and its socket say into failures that tell what to do. */
final class DockerErrors {
  private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"(.*?)\"\\s*[,}]");

  /** What Docker says, in lower case, what kind of failure it is, and what to do. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "no space left",
              ErrorCode.INSUFFICIENT_CAPACITY,
              "make room where Docker keeps its data, for example with docker system prune"),
          new Known(
              "cannot allocate memory",
              ErrorCode.INSUFFICIENT_CAPACITY,
              "ask for fewer or smaller machines, or end other programs"),
          new Known(
              "non-overlapping ipv4",
              ErrorCode.INSUFFICIENT_CAPACITY,
              "Docker has no addresses left for another network: remove unused ones with docker"
                  + " network prune, or give it more with default-address-pools in daemon.json"),
          new Known(
              "all predefined address pools",
              ErrorCode.INSUFFICIENT_CAPACITY,
              "Docker has no addresses left for another network: remove unused ones with docker"
                  + " network prune, or give it more with default-address-pools in daemon.json"),
          new Known(
              "no such image",
              ErrorCode.PROVIDER_FAILED,
              "give an image that exists with image(), or load it with docker load"),
          new Known(
              "pull access denied",
              ErrorCode.PROVIDER_FAILED,
              "look at the name of the image; a private one is fetched by hand first, with docker"
                  + " login and docker pull"),
          new Known(
              "manifest unknown",
              ErrorCode.PROVIDER_FAILED,
              "there is no such tag; give an image that exists with image()"),
          new Known(
              "failed to resolve reference",
              ErrorCode.PROVIDER_FAILED,
              "look at the name of the image and at the network"),
          new Known(
              "range of cpus",
              ErrorCode.INSUFFICIENT_CAPACITY,
              "ask for at most as many cpus as the computer has"));

  private DockerErrors() {}

  static CloudTikException translate(String what, Path socket, RuntimeException failure) {
    if (failure instanceof CloudTikException ours) {
      return ours;
    }
    if (failure instanceof DockerException docker) {
      return said(what, docker);
    }
    Throwable cause = root(failure);
    if (cause instanceof InterruptedIOException || cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return failed(what, ErrorCode.INTERRUPTED, "the waiting thread was interrupted", failure);
    }
    String text = String.valueOf(cause.getMessage());
    if (text.contains("Permission denied") || text.contains("Operation not permitted")) {
      return failed(
          what,
          ErrorCode.PERMISSION_DENIED,
          "user %s may not use %s; add the user to the group of the socket (sudo usermod -aG docker"
                  .formatted(System.getProperty("user.name"), socket)
              + " NAME) and log in again, or run rootless Docker and set DOCKER_HOST; whoever may"
              + " use Docker can become root on this computer",
          failure);
    }
    if (unreachable(text, socket)) {
      return failed(
          what,
          ErrorCode.PROVIDER_FAILED,
          "no Docker engine answers at %s: %s; install and start one, or set"
                  .formatted(socket, text)
              + " DOCKER_HOST=unix:///path/of/socket",
          failure);
    }
    return known(what, text, failure);
  }

  private static boolean unreachable(String text, Path socket) {
    return Files.notExists(socket)
        || text.contains("Connection refused")
        || text.contains("No such file")
        || text.contains("said nothing")
        || text.contains("closed the connection");
  }

  private static CloudTikException said(String what, DockerException failure) {
    Matcher message = MESSAGE.matcher(String.valueOf(failure.getMessage()));
    String text = message.find() ? message.group(1) : String.valueOf(failure.getMessage()).strip();
    return known(what, text.replace("\\n", " ").replace("\\\"", "'"), failure);
  }

  /** Returns the failure of something of which Docker only told a text. */
  static ProviderException known(String what, String text, @Nullable Throwable failure) {
    String lower = text.toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(known -> lower.contains(known.words))
        .findFirst()
        .map(
            known ->
                failed(what, known.code, "Docker says: " + text + "; " + known.remedy, failure))
        .orElseGet(
            () ->
                failed(
                    what,
                    ErrorCode.PROVIDER_FAILED,
                    "Docker says: " + text + "; the log of the Docker engine may tell more",
                    failure));
  }

  static ProviderException failed(
      String what, ErrorCode code, String why, @Nullable Throwable cause) {
    return new ProviderException(Local.NAME, code, "could not %s: %s".formatted(what, why), cause);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private record Known(String words, ErrorCode code, String remedy) {}
}
