/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.pull.PulledFile.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulledFilesTest {
  @TempDir Path directory;
  private final List<String> fetched = new ArrayList<>();
  private PulledFiles files;

  @BeforeEach
  void makeFiles() throws Exception {
    Path jar = Files.writeString(directory.resolve("abc.jar"), "jar");
    Path own = Files.createDirectories(directory.resolve("own/deep"));
    Files.writeString(own.resolve("it's ü.txt"), "text");
    Path prepared = Files.createDirectories(directory.resolve("spark/bin"));
    assertThat(Files.writeString(prepared.resolve("run"), "#!").toFile().setExecutable(true))
        .isTrue();
    Files.createSymbolicLink(directory.resolve("spark/latest"), Path.of("bin/run"));
    Files.writeString(directory.resolve("spark/empty"), "");
    files =
        PulledFiles.of(
            new BootstrapParts(
                "spec",
                Map.of(),
                null,
                List.of(),
                Map.of("node", jar),
                directory.resolve("own"),
                Map.of("spark", directory.resolve("spark"))));
  }

  private BootstrapParts fetch() {
    return PulledFiles.fetched(
        files.all(),
        directory.resolve("there"),
        (file, target) -> {
          fetched.add(file.path());
          LocalFiles.copyTree(Objects.requireNonNull(files.contents().get(file)), target);
        },
        new BootstrapParts("spec", Map.of("a", "b"), null, List.of(), Map.of(), null, Map.of()));
  }

  @Test
  void allFilesComeWithTheirPermissionsAndLinks() {
    BootstrapParts parts = fetch();

    assertThat(parts.bundles().get("node")).hasContent("jar");
    assertThat(Objects.requireNonNull(parts.files()).resolve("deep/it's ü.txt")).hasContent("text");
    Path spark = Objects.requireNonNull(parts.prepared().get("spark"));
    assertThat(spark.resolve("bin/run")).isExecutable();
    assertThat(spark.resolve("latest")).isSymbolicLink().hasContent("#!");
    assertThat(spark.resolve("empty")).isEmptyFile();
    assertThat(parts.secrets()).containsEntry("a", "b");
  }

  @Test
  void whatIsThereIsNotFetchedAgainAndWhatChangedIs() throws Exception {
    Path jar = Objects.requireNonNull(fetch().bundles().get("node"));
    fetched.clear();
    Files.writeString(jar, "half");

    fetch();

    assertThat(fetched).containsExactly("node.jar");
    assertThat(jar).hasContent("jar");
  }

  @Test
  void aFileThatIsNotWhatItShouldBeIsThrownAway() {
    assertThatThrownBy(
            () ->
                PulledFiles.fetched(
                    files.all(),
                    directory.resolve("there"),
                    (file, target) -> LocalFiles.write(target, "evil", false),
                    fetchless()))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("expected the file node.jar with SHA-256");
    assertThat(directory.resolve("there/BUNDLES/node.jar")).doesNotExist();
  }

  @Test
  void aFileBesideItsDirectoryIsRefused() {
    PulledFile outside = new PulledFile(Kind.FILES, "../../etc/passwd", "0", 1, "rw-r--r--", null);

    assertThatThrownBy(
            () ->
                PulledFiles.fetched(
                    List.of(outside), directory.resolve("there"), (f, t) -> {}, fetchless()))
        .hasMessageContaining("expected a file below");
  }

  private static BootstrapParts fetchless() {
    return new BootstrapParts("", Map.of(), null, List.of(), Map.of(), null, Map.of());
  }
}
