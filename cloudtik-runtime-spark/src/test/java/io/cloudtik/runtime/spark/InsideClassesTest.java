/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.runtime.spark.inside.RunSql;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsideClassesTest {
  @TempDir Path folder;

  @Test
  void everyClassOfThePackageIsCopied() throws IOException, URISyntaxException {
    InsideClasses.copyTo(folder);
    String inside = "io/cloudtik/runtime/spark/inside";
    Path compiled =
        Path.of(RunSql.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(names(folder.resolve(inside)))
        .isNotEmpty()
        .containsExactlyElementsOf(names(compiled.resolve(inside)));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("package-info"))
          .sorted()
          .toList();
    }
  }
}
