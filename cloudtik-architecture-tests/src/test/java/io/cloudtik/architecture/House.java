/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the modules lie, and what they were compiled to, before any relocation. */
final class House {
  static final List<String> MODULES =
      List.of(
          "cloudtik-api",
          "cloudtik-testkit",
          "cloudtik-impl",
          "cloudtik-node",
          "cloudtik-testkit-engine",
          "cloudtik-store-directory",
          "cloudtik-store-s3",
          "cloudtik-provider-aws",
          "cloudtik-provider-local",
          "cloudtik-provider-onpremise",
          "cloudtik-runtime-spark",
          "samples",
          "benchmarks");

  /** Modules that have tests only. */
  static final List<String> TEST_MODULES =
      List.of("cloudtik-architecture-tests", "cloudtik-cluster-tests");

  private House() {}

  /** The folder of the whole project, from wherever in it the tests run. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "run this inside the project: no mvnw above the work folder");
      }
    }
    return folder;
  }

  static Path classes(String module) {
    Path classes = root().resolve(module).resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(module + " is not compiled; build it with -am");
    }
    return classes;
  }

  static JavaClasses imported(String... modules) {
    return new ClassFileImporter().importPaths(Stream.of(modules).map(House::classes).toList());
  }

  static JavaClasses importedAll() {
    return imported(MODULES.toArray(String[]::new));
  }

  /** All files below a folder of the project that end so; none when the folder is not there. */
  static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
