/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** The Docker engine of this computer. Thread-safe. */
final class DockerEngine {
  static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");
  private static final String SCHEME = "unix://";

  /** Images are fetched and built in one request each, which tells of progress all the time. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final Path socket;
  private final DockerClient client;

  DockerEngine(Path socket) {
    this.socket = socket;
    // Nothing of the user's settings for other clients: they would need libraries that we leave
    // out, or lead to another engine than the socket.
    DockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(SCHEME + socket)
            .withDockerTlsVerify(false)
            .withApiVersion(RemoteApiVersion.unknown())
            .build();
    this.client = DockerClientImpl.getInstance(config, new DockerSocket(socket, SILENCE));
  }

  /** Returns the socket of {@code DOCKER_HOST}, else the one where Docker usually listens. */
  static Path socket(Supplier<String> variable) {
    String host = Objects.requireNonNullElse(variable.get(), "");
    if (host.isBlank()) {
      return DEFAULT_SOCKET;
    }
    if (!host.startsWith(SCHEME + "/")) {
      throw InvalidSpecException.of(
          "DOCKER_HOST: expected unix:///path/of/socket, as machines share directories with this"
              + " computer, got "
              + Names.quoted(host));
    }
    return Path.of(host.substring(SCHEME.length()));
  }

  Path socket() {
    return socket;
  }

  /** Does something with Docker; whatever goes wrong says what was done, why, and what to do. */
  <T> T call(String what, Call<T> call) {
    try {
      return call.on(client);
    } catch (RuntimeException e) {
      throw DockerErrors.translate(what, socket, e);
    }
  }

  /** Does something with Docker that gives no value. */
  void run(String what, Run run) {
    call(
        what,
        docker -> {
          run.on(docker);
          return true;
        });
  }

  /** A request with an answer. */
  @FunctionalInterface
  interface Call<T> {
    T on(DockerClient docker);
  }

  /** A request without an answer. */
  @FunctionalInterface
  interface Run {
    void on(DockerClient docker);
  }
}
