/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.MachineAccess;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** The Docker engine of a machine. Thread-safe; holds nothing that needs an end. */
public final class Docker {
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  private final DockerClient client;

  /** Makes a way that is used when something is asked. */
  public Docker(MachineAccess machine) {
    // Nothing of the user's settings for other clients, logins among them: only what the spec says.
    DockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost("unix://" + SOCKET)
            .withDockerConfig("/nonexistent")
            .withDockerTlsVerify(false)
            .withApiVersion(RemoteApiVersion.unknown())
            .build();
    this.client = DockerClientImpl.getInstance(config, new DockerTransport(machine, SOCKET));
  }

  /** Says whether it can be used. */
  public boolean answers() {
    try {
      run("ask Docker whether it is there", docker -> docker.pingCmd().exec());
      return true;
    } catch (CloudTikException e) {
      return false;
    }
  }

  /** Does something with Docker; whatever goes wrong says what was done, why, and what to do. */
  <T> T call(String what, Function<DockerClient, T> call) {
    try {
      return call.apply(client);
    } catch (RuntimeException e) {
      throw DockerErrors.translate(what, e);
    }
  }

  /** Does something with Docker that gives no value. */
  void run(String what, Consumer<DockerClient> call) {
    call(
        what,
        docker -> {
          call.accept(docker);
          return true;
        });
  }
}
