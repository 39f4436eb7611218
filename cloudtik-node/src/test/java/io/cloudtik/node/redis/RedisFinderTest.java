/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisFinderTest {
  @TempDir Path directory;
  private Path first;
  private Path second;
  private Path extracted;

  @BeforeEach
  void makeDirectories() throws IOException {
    first = Files.createDirectory(directory.resolve("first"));
    second = Files.createDirectory(directory.resolve("second"));
    extracted = directory.resolve("bundle/redis-server");
  }

  @Test
  void theNamedOneComesFirst() throws IOException {
    Path named = program(directory.resolve("mine"), "Redis server v=7.2.4 sha=0");
    program(first.resolve("redis-server"), "Redis server v=8.0.0");

    assertThat(find(named.toString())).isEqualTo(new RedisProgram(named, "7.2.4"));
  }

  @Test
  void aNamedOneThatCannotBeUsedIsAnErrorWithItsReason() throws IOException {
    Path old = program(directory.resolve("old"), "Redis server v=6.2.7 sha=0");
    Path other = program(directory.resolve("other"), "hello");
    Path text = Files.writeString(directory.resolve("text"), "no program");

    assertUnusable(old, "it is version 6.2.7, 7.0 or newer is needed");
    assertUnusable(other, "does not answer --version as a Redis server does");
    assertUnusable(text, "not executable");
    assertUnusable(directory.resolve("absent"), "no such file");
  }

  private void assertUnusable(Path named, String reason) throws IOException {
    program(first.resolve("redis-server"), "Redis server v=8.0.0");
    assertThatThrownBy(() -> find(named.toString()))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.REDIS_NOT_FOUND))
        .hasMessageContaining(named.toString())
        .hasMessageContaining(reason)
        .hasMessageContaining("CLOUDTIK_REDIS_SERVER");
  }

  @Test
  void redisOnThePathComesBeforeValkey() throws IOException {
    program(first.resolve("valkey-server"), "Valkey server v=8.1.0 sha=0");
    Path redis = program(second.resolve("redis-server"), "Redis server v=7.0.15 sha=0");

    assertThat(find("").path()).isEqualTo(redis);
  }

  @Test
  void whatIsTooOldOrBrokenIsSkipped() throws IOException {
    program(first.resolve("redis-server"), "Redis server v=6.0.16 sha=0");
    program(second.resolve("redis-server"), "cannot load libssl.so.3");
    Path valkey = program(second.resolve("valkey-server"), "Valkey server v=8.1.0 sha=0");

    assertThat(find("")).isEqualTo(new RedisProgram(valkey, "8.1.0"));
  }

  @Test
  void theOneInTheBundleIsTheLastResort() throws IOException {
    program(first.resolve("redis-server"), "Redis server v=6.0.16 sha=0");

    assertThat(find("")).isEqualTo(new RedisProgram(extracted, "7.0.15"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(extracted)))
        .isEqualTo("rwx------");
  }

  @Test
  void whenThereIsNoneItSaysWhereItLookedAndWhatToDo() throws IOException {
    program(first.resolve("redis-server"), "Redis server v=6.0.16 sha=0");
    Path blocked = Files.writeString(directory.resolve("file"), "").resolve("redis-server");

    assertThatThrownBy(() -> RedisFinder.find(null, searchPath(), blocked))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.REDIS_NOT_FOUND))
        .hasMessageContaining(first.resolve("redis-server") + " (version 6.0.16, too old)")
        .hasMessageContaining("redis-server and valkey-server on the PATH (" + searchPath() + ")")
        .hasMessageContaining("the program in the bundle")
        .hasMessageContaining("apt-get install redis-server");
  }

  private RedisProgram find(String named) {
    return RedisFinder.find(named, searchPath(), extracted);
  }

  private String searchPath() {
    return first + File.pathSeparator + File.pathSeparator + second;
  }

  private static Path program(Path file, String answer) throws IOException {
    Files.writeString(file, "#!/bin/sh\necho '" + answer + "'\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
