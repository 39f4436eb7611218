/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.bootstrap.PrepareLine;
import io.cloudtik.spec.ClusterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  private PrepareLine said() {
    return PrepareLine.success(List.of(jar.toString()), Map.of("spark/jars/a.jar", jar.toString()));
  }

  @Test
  void whatNodesElsewhereNeedIsRemembered() {
    Map<String, Path> needed = Map.of("spark/jars/a.jar", jar);

    assertThat(of("etl", "1.jar", "").remember(said())).isEqualTo(needed);
    assertThat(of("etl", "1.jar", "").lasting()).contains(needed);
  }

  @Test
  void theSameIsNotPreparedTwiceWhileItsFilesAreThere() throws IOException {
    PreparedBefore before = of("etl", "1.jar", "-Da=b");
    assertThat(before.lasting()).isEmpty();

    before.remember(said());

    assertThat(of("etl", "1.jar", "-Da=b").lasting()).isPresent();
    Files.delete(jar);
    assertThat(of("etl", "1.jar", "-Da=b").lasting()).isEmpty();
  }

  @Test
  void whatDiffersInAnythingIsPrepared() {
    of("etl", "1.jar", "-Da=b").remember(said());

    assertThat(of("etl2", "1.jar", "-Da=b").lasting()).isEmpty();
    assertThat(of("etl", "2.jar", "-Da=b").lasting()).isEmpty();
    assertThat(of("etl", "1.jar", "-Da=c").lasting()).isEmpty();
  }

  @Test
  void whatDoesNotLastIsForgotten() {
    of("etl", "1.jar", "").remember(said());

    of("etl", "1.jar", "").remember(PrepareLine.success(null, Map.of()));

    assertThat(of("etl", "1.jar", "").lasting()).isEmpty();
  }

  @Test
  void aDamagedNoteIsNone() throws IOException {
    of("etl", "1.jar", "").remember(said());
    try (Stream<Path> notes = Files.list(directory.resolve("prepared"))) {
      for (Path note : notes.toList()) {
        Files.writeString(note, "[\"half");
      }
    }

    assertThat(of("etl", "1.jar", "").lasting()).isEmpty();
  }
}
