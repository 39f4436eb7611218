/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerErrorsTest {
  @TempDir private Path directory;

  @Test
  void noRightToUseTheSocketSaysWhichGroupHelps() {
    assertThat(translated(new UncheckedIOException(new SocketException("Permission denied"))))
        .hasMessageContaining("could not list machines")
        .hasMessageContaining("usermod -aG docker")
        .extracting(CloudTikException::errorCode)
        .isEqualTo(ErrorCode.PERMISSION_DENIED);
  }

  @Test
  void noEngineSaysHowToNameOne() {
    assertThat(translated(new UncheckedIOException(new SocketException("Connection refused"))))
        .hasMessageContaining(socket().toString())
        .hasMessageContaining("DOCKER_HOST=unix://");
  }

  @ParameterizedTest
  @CsvSource({
    "no space left on device, INSUFFICIENT_CAPACITY, docker system prune",
    "fork/exec: cannot allocate memory, INSUFFICIENT_CAPACITY, fewer or smaller machines",
    "'could not find an available, non-overlapping IPv4 address pool', INSUFFICIENT_CAPACITY,"
        + " docker network prune",
    "all predefined address pools have been fully subnetted, INSUFFICIENT_CAPACITY,"
        + " default-address-pools",
    "something new, PROVIDER_FAILED, log of the Docker engine"
  })
  void whatDockerSaysIsToldWithWhatToDo(String words, ErrorCode code, String remedy) {
    assertThat(
            translated(
                new InternalServerErrorException("Status 500: {\"message\":\"" + words + "\"}\n")))
        .hasMessageContaining(words)
        .hasMessageContaining(remedy)
        .extracting(CloudTikException::errorCode)
        .isEqualTo(code);
  }

  @Test
  void aMissingImageIsToldWithWhatToDo() {
    assertThat(translated(new NotFoundException("{\"message\":\"No such image: x:1\"}")))
        .hasMessageContaining("No such image: x:1")
        .hasMessageContaining("image()");
  }

  @Test
  void theSocketIsThatOfTheVariable() {
    assertThat(DockerEngine.socket(() -> "unix:///run/user/1000/docker.sock"))
        .isEqualTo(Path.of("/run/user/1000/docker.sock"));
    assertThat(DockerEngine.socket(() -> "")).isEqualTo(Path.of("/var/run/docker.sock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://10.0.0.1:2376", "ssh://ann@host", "unix://relative", "/a/path"})
  void anEngineOfAnotherComputerIsRefused(String variable) {
    assertThatThrownBy(() -> DockerEngine.socket(() -> variable))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("DOCKER_HOST")
        .hasMessageContaining(variable);
  }

  private CloudTikException translated(RuntimeException failure) {
    return DockerErrors.translate("list machines", socket(), failure);
  }

  /** A file that is there, so that only what was said tells. */
  private Path socket() {
    try {
      Path socket = directory.resolve("docker.sock");
      return Files.exists(socket) ? socket : Files.createFile(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
