/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The jars that a Spark has, by the names of their files.
 *
 * @param names sorted
 */
record JarNames(List<String> names) {
  /** What Maven makes of an artifact and its version; the version begins with a digit. */
  private static final Pattern ARTIFACT = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

  static JarNames of(Collection<Path> jars) {
    return new JarNames(
        List.copyOf(
            new TreeSet<>(jars.stream().map(Path::getFileName).map(Objects::toString).toList())));
  }

  /** Looks at a directory, which may be missing. */
  static JarNames in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return new JarNames(List.of());
    }
    try (Stream<Path> files = Files.list(directory)) {
      return of(files.toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  /** Returns the version in which an artifact is there; the first, if it is there twice. */
  Optional<String> version(String artifact) {
    return names.stream()
        .flatMap(name -> ARTIFACT.matcher(name).results())
        .filter(found -> found.group(1).equals(artifact))
        .map(found -> found.group(2))
        .findFirst();
  }

  /** Says whether a jar of the same name is there. */
  boolean has(Path jar) {
    return names.contains(jar.getFileName().toString());
  }

  /** Says whether the artifact of a jar is there, in whatever version. */
  boolean hasArtifactOf(Path jar) {
    return ARTIFACT
        .matcher(jar.getFileName().toString())
        .results()
        .map((MatchResult found) -> found.group(1))
        .anyMatch(artifact -> version(artifact).isPresent());
  }
}
