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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Jars from Maven repositories, as the user's own Maven would get them. The list is kept in the
 * cache, so that nodes of the same computer do not compute the closure again; the jars stay in the
 * local repository.
 */
final class FetchedJars {
  private final MavenSource source;
  private final HookContext context;
  private final String what;

  /**
   * Makes one for a node or the client.
   *
   * @param what these jars are, for people
   */
  FetchedJars(MavenSource source, HookContext context, String what) {
    this.source = source;
    this.context = context;
    this.what = what;
  }

  /** Returns a request that honours the user's settings. */
  JarRequest request(
      List<String> roots, List<String> alone, List<String> without, String alignedWith) {
    Path userHome = Path.of(System.getProperty("user.home"));
    String repository = System.getProperty("maven.repo.local");
    return new JarRequest(
        roots,
        alone,
        without,
        alignedWith,
        source.offline(),
        source.localRepository().orElse(repository == null ? null : Path.of(repository)),
        source.settings().orElse(userHome.resolve(".m2").resolve("settings.xml")),
        globalSettings(System.getenv()));
  }

  /** Returns the jars, fetching what is missing. */
  List<Path> fetch(JarRequest request) {
    Path list = context.cache().resolve("jars-" + Hashes.sha256(request.toString()) + ".txt");
    List<Path> known = read(list);
    if (!known.isEmpty() && known.stream().allMatch(Files::isRegularFile)) {
      context.progress(what + " is there", known.size(), known.size());
      return known;
    }
    try (JarResolver resolver = new JarResolver()) {
      List<Path> jars = resolver.resolve(request, listener());
      PrivateFile.write(list, text(jars).getBytes(StandardCharsets.UTF_8));
      return jars;
    }
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
        context.progress("looking up " + what, 0, 0);
      }

      @Override
      public void fetching(int done, int total, long bytes) {
        String message =
            bytes >> 20 == 0
                ? "looking at the jars of " + what
                : "fetching %s, %d MiB so far".formatted(what, bytes >> 20);
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
