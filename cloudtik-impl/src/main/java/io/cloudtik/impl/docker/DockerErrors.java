/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.api.exception.DockerException;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what Docker and the way to it say into failures that tell what to do. */
final class DockerErrors {
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private record Known(String words, ErrorCode code, String remedy) {}

  private static final String LOGIN =
      "name a file with a login for the registry with container registryLogins, as docker login writes it, or look at the one that is named";
  private static final String NAME =
      "look at the name of the image, or name a file of docker save with container archive";

  /** What Docker says, in lower case, what kind of failure it is, and what to do. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "no space left",
              ErrorCode.INSUFFICIENT_CAPACITY,
              "make room where Docker keeps its data, for example with docker system prune"),
          new Known("pull access denied", ErrorCode.PERMISSION_DENIED, NAME + "; or " + LOGIN),
          new Known("no basic auth credentials", ErrorCode.PERMISSION_DENIED, LOGIN),
          new Known("unauthorized", ErrorCode.PERMISSION_DENIED, LOGIN),
          new Known("access denied", ErrorCode.PERMISSION_DENIED, LOGIN),
          new Known("denied:", ErrorCode.PERMISSION_DENIED, LOGIN),
          new Known("no such image", ErrorCode.EXEC_FAILED, NAME),
          new Known("manifest unknown", ErrorCode.EXEC_FAILED, NAME),
          new Known("not found: manifest", ErrorCode.EXEC_FAILED, NAME),
          new Known("failed to resolve reference", ErrorCode.EXEC_FAILED, NAME),
          new Known(
              "server gave http response to https client",
              ErrorCode.EXEC_FAILED,
              "give the registry a certificate, or name it in insecure-registries of the machine's /etc/docker/daemon.json"),
          new Known(
              "no such host",
              ErrorCode.MACHINE_UNREACHABLE,
              "the machine does not know the registry: look at the name of the image and at the machine's DNS, or name a file of docker save with container archive"),
          new Known(
              "dial tcp",
              ErrorCode.MACHINE_UNREACHABLE,
              "the machine does not reach the registry: look at its network and its proxy, or name a file of docker save with container archive"),
          new Known(
              "bind source path does not exist",
              ErrorCode.FILE_MISSING,
              "make that directory on the machine, or take the mount away"));

  private DockerErrors() {}

  static CloudTikException translate(String what, RuntimeException failure) {
    if (failure instanceof CloudTikException ours) {
      return ours;
    }
    if (failure instanceof DockerException docker) {
      return said(what, String.valueOf(docker.getMessage()), failure);
    }
    Throwable cause = root(failure);
    if (cause instanceof CloudTikException ours) {
      return ours;
    }
    if (cause instanceof InterruptedIOException || cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      return new CloudTikException(
          ErrorCode.INTERRUPTED,
          "could not %s: the thread was interrupted".formatted(what),
          failure);
    }
    return new CloudTikException(
        ErrorCode.MACHINE_UNREACHABLE,
        "could not %s: no Docker engine answers: %s; look whether it runs, and whether the user is root, may use sudo, or is in the group docker"
            .formatted(what, cause.getMessage()),
        failure);
  }

  /** Returns the failure of something of which Docker told a text, perhaps as JSON. */
  static CloudTikException said(String what, String text, @Nullable Throwable failure) {
    Matcher message = MESSAGE.matcher(text);
    String told =
        (message.find() ? message.group(1) : text).replace("\\n", " ").replace("\\\"", "'").strip();
    String lower = told.toLowerCase(Locale.ROOT);
    Known known =
        KNOWN.stream()
            .filter(each -> lower.contains(each.words))
            .findFirst()
            .orElse(
                new Known("", ErrorCode.EXEC_FAILED, "the log of the Docker engine may tell more"));
    return new CloudTikException(
        known.code,
        "could not %s: Docker says: %s; %s".formatted(what, told, known.remedy),
        failure);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof CloudTikException)) {
      root = root.getCause();
    }
    return root;
  }
}
