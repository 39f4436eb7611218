/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.runtime.spark.maven.JarRequest;
import io.cloudtik.runtime.spark.maven.JarResolver;
import io.cloudtik.runtime.spark.maven.ResolveListener;
import io.cloudtik.spi.runtime.HookContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jars of a Spark version from Maven repositories. The list is kept in the cache, so that nodes
 * of the same computer do not compute the closure again; the jars stay in the local repository.
 */
final class SparkJars {
  private static final String SCALA = "2.13";
  private static final List<String> BASE = List.of("core", "sql");

  /** The Connect server refers to the machine learning library, which Maven does not know. */
  private static final List<String> CONNECT = List.of("connect", "mllib", "mllib-local");

  private final String version;
  private final boolean connect;
  private final MavenSource source;
  private final HookContext context;

  SparkJars(Spark spark, MavenSource source, HookContext context) {
    this.version = spark.version();
    this.connect = spark.connect();
    this.source = source;
    this.context = context;
  }

  /** Returns the jars, fetching what is missing. */
  List<Path> fetch() {
    JarRequest request = request();
    Path list = context.cache().resolve("jars-" + Hashes.sha256(request.toString()) + ".txt");
    List<Path> known = read(list);
    if (!known.isEmpty() && known.stream().allMatch(Files::isRegularFile)) {
      context.progress("Spark " + version + " is there", known.size(), known.size());
      return known;
    }
    try (JarResolver resolver = new JarResolver()) {
      List<Path> jars = resolver.resolve(request, listener());
      PrivateFile.write(list, text(jars).getBytes(StandardCharsets.UTF_8));
      return jars;
    }
  }

  JarRequest request() {
    List<String> roots = new ArrayList<>();
    BASE.forEach(module -> roots.add(coordinates(module)));
    if (connect) {
      CONNECT.forEach(module -> roots.add(coordinates(module)));
    }
    roots.addAll(source.packages());
    Path userHome = Path.of(System.getProperty("user.home"));
    String repository = System.getProperty("maven.repo.local");
    return new JarRequest(
        roots,
        coordinates("core"),
        source.offline(),
        source.localRepository().orElse(repository == null ? null : Path.of(repository)),
        source.settings().orElse(userHome.resolve(".m2").resolve("settings.xml")),
        globalSettings(System.getenv()));
  }

  private String coordinates(String module) {
    return "org.apache.spark:spark-" + module + "_" + SCALA + ":" + version;
  }

  /** The settings of the Maven installation that the environment names, if any. */
  static @Nullable Path globalSettings(Map<String, String> environment) {
    return Stream.of("MAVEN_HOME", "M2_HOME")
        .map(environment::get)
        .filter(home -> home != null && !home.isBlank())
        .map(home -> Path.of(home, "conf", "settings.xml"))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }

  private ResolveListener listener() {
    return new ResolveListener() {
      @Override
      public void collecting() {
        context.progress("looking up Spark " + version, 0, 0);
      }

      @Override
      public void fetching(int done, int total, long bytes) {
        String message =
            bytes >> 20 == 0
                ? "looking at the jars of Spark " + version
                : "fetching Spark %s, %d MiB so far".formatted(version, bytes >> 20);
        context.progress(message, done, total);
      }
    };
  }

  private static String text(List<Path> jars) {
    return String.join("\n", jars.stream().map(Path::toString).toList());
  }

  private static List<Path> read(Path list) {
    try {
      return Files.exists(list)
          ? Files.readAllLines(list).stream().filter(line -> !line.isBlank()).map(Path::of).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + list, e);
    }
  }
}
