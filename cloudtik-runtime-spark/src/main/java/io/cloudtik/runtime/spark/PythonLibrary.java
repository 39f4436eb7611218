/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.runtime.HookContext;
import io.cloudtik.spi.runtime.NodeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Python side of a Spark from Maven repositories, which have none: two archives that lie in
 * {@code python/lib} of a complete Spark, and in the package {@code pyspark} of the same version.
 */
final class PythonLibrary {
  private static final String DELIVERED = "python";
  private static final String MAIN = "pyspark.zip";

  private final Python python;
  private final String version;
  private final HookContext context;
  private final InstalledPyspark installed;

  PythonLibrary(Spark spark, HookContext context) {
    this.python = new Python(spark.conf().getOrDefault("spark.pyspark.python", Python.DEFAULT));
    this.version = spark.version();
    this.context = context;
    this.installed = new InstalledPyspark(python, version, context.cache());
  }

  static Path in(Path distribution) {
    return distribution.resolve("python").resolve("lib");
  }

  static boolean isIn(Path distribution) {
    return Files.exists(in(distribution).resolve(MAIN));
  }

  /** Has a library that lies on the client sent to nodes. */
  void deliver(Path library) {
    context.deliver(DELIVERED, library);
  }

  /** Returns the library that was sent to a node, if one was. */
  static Optional<Path> delivered(NodeContext node) {
    return node.delivered(DELIVERED).filter(library -> Files.exists(library.resolve(MAIN)));
  }

  /** Begins to look for a package that is installed, which can take Python a moment. */
  void look() {
    installed.look();
  }

  /** Returns the library of a package that is installed in this machine's Python, if any. */
  Optional<Path> installed() {
    try {
      return installed.place().filter(place -> Files.exists(place.resolve(MAIN)));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Returns the library, fetched by pip if no installed package has it. */
  Path fetch() {
    return installed().orElseGet(this::cached);
  }

  private Path cached() {
    Path library = context.cache().resolve("pyspark-" + version);
    if (Files.exists(library.resolve(MAIN))) {
      return library;
    }
    Path draft =
        context.cache().resolve("pyspark-" + version + "-" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(draft);
      try {
        download(draft);
        Trees.delete(library);
        Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Trees.delete(draft);
      }
      return library;
    } catch (IOException e) {
      throw failure(e.toString());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The package has all of Spark's jars, too; only the two archives are kept. */
  private void download(Path directory) throws IOException, InterruptedException {
    context.progress("fetching pyspark " + version + " by pip, about 430 MB", 0, 0);
    Path packages = Files.createDirectories(directory.resolve("packages"));
    Python.Ended pip =
        python.run(
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--no-cache-dir",
            "--no-binary",
            "pyspark",
            "--dest",
            packages.toString(),
            "pyspark==" + version);
    if (pip.exitCode() != 0) {
      throw failure("pip ended with " + pip.exitCode() + ": " + pip.output());
    }
    Path archive;
    try (Stream<Path> files = Files.list(packages)) {
      archive = files.findFirst().orElseThrow(() -> failure("pip brought nothing"));
    }
    List<String> unpack =
        List.of(
            "tar",
            "-xzf",
            archive.toString(),
            "-C",
            directory.toString(),
            "--strip-components=2",
            "--wildcards",
            "*/lib/*.zip");
    Process tar = new ProcessBuilder(unpack).redirectErrorStream(true).start();
    String output = new String(tar.getInputStream().readAllBytes()).strip();
    if (tar.waitFor() != 0 || !Files.exists(directory.resolve(MAIN))) {
      throw failure("its archive has no lib/" + MAIN + " " + output);
    }
    Trees.delete(packages);
  }

  private CloudTikException failure(String why) {
    return new CloudTikException(
        ErrorCode.ARTIFACT_UNRESOLVED,
        "the Python library of Spark %s could not be fetched by '%s -m pip': %s; install Python with"
                .formatted(version, python.program(), why)
            + " pip, check pip's own configuration, or install pyspark "
            + version
            + " by hand");
  }

  private static CloudTikException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CloudTikException(ErrorCode.INTERRUPTED, "interrupted while fetching pyspark", e);
  }
}
