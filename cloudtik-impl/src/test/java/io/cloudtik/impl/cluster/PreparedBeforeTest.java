/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedBeforeTest {
  @TempDir Path directory;
  private Path jar;

  @BeforeEach
  void fetchSomething() throws IOException {
    jar = Files.createFile(directory.resolve("a.jar"));
  }

  private PreparedBefore of(String cluster, String bundle, String setting) {
    return new PreparedBefore(
        directory.resolve("prepared"),
        ClusterSpec.builder().name(cluster).build(),
        List.of(Path.of(bundle)),
        List.of(setting));
  }

  @Test
  void theSameIsNotPreparedTwiceWhileItsFilesAreThere() throws IOException {
    PreparedBefore before = of("etl", "1.jar", "-Da=b");
    assertThat(before.lasts()).isFalse();

    before.remember(List.of(jar.toString()));

    assertThat(of("etl", "1.jar", "-Da=b").lasts()).isTrue();
    Files.delete(jar);
    assertThat(of("etl", "1.jar", "-Da=b").lasts()).isFalse();
  }

  @Test
  void whatDiffersInAnythingIsPrepared() {
    of("etl", "1.jar", "-Da=b").remember(List.of(jar.toString()));

    assertThat(of("etl2", "1.jar", "-Da=b").lasts()).isFalse();
    assertThat(of("etl", "2.jar", "-Da=b").lasts()).isFalse();
    assertThat(of("etl", "1.jar", "-Da=c").lasts()).isFalse();
  }

  @Test
  void whatDoesNotLastIsForgotten() {
    of("etl", "1.jar", "").remember(List.of(jar.toString()));

    of("etl", "1.jar", "").remember(null);

    assertThat(of("etl", "1.jar", "").lasts()).isFalse();
  }

  @Test
  void aDamagedNoteIsNone() throws IOException {
    of("etl", "1.jar", "").remember(List.of(jar.toString()));
    try (Stream<Path> notes = Files.list(directory.resolve("prepared"))) {
      for (Path note : notes.toList()) {
        Files.writeString(note, "[\"half");
      }
    }

    assertThat(of("etl", "1.jar", "").lasts()).isFalse();
  }
}
