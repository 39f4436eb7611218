/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.immutables.value.Value;

/** A file of the client that every node gets before its runtimes are set up. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class FileSpec {
  /** What every file system and object store takes as one name, with room for a suffix. */
  private static final int MAX_NAME = 200;

  private static final int MAX_PATH = 800;

  FileSpec() {}

  /** Returns a builder; all attributes are required. */
  public static Builder builder() {
    return ImmutableFileSpec.builder();
  }

  /**
   * Returns a spec that places {@code source} of this machine below the {@code files} directory of
   * each node.
   */
  public static FileSpec of(Path source, String target) {
    return builder()
        .source(Objects.requireNonNull(source, "files.source").toAbsolutePath())
        .target(target)
        .build();
  }

  /** Returns the absolute path of the file on the client. */
  public abstract Path source();

  /** Returns where it goes, relative to the {@code files} directory of the node. */
  public abstract String target();

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>(inside("files.target", target()));
    if (!source().isAbsolute()) {
      problems.add(
          "files.source: expected an absolute path, got " + Names.quoted(source().toString()));
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Finds what is wrong with a path that must stay inside the directory it is resolved against. */
  static List<String> inside(String attribute, String path) {
    boolean named =
        path.length() <= MAX_PATH && Arrays.stream(path.split("/", -1)).allMatch(FileSpec::isName);
    if (!named) {
      return List.of(
          "%s: expected a relative path to %d characters: names of 1 to %d bytes without control characters, '\\' and '~', none of them '.' or '..', joined by '/', got %s"
              .formatted(attribute, MAX_PATH, MAX_NAME, Names.quoted(path)));
    }
    try {
      return Path.of(path).isAbsolute()
          ? List.of(attribute + ": expected a relative path, got " + Names.quoted(path))
          : List.of();
    } catch (InvalidPathException e) {
      return List.of(
          "%s: expected characters that file names can have in the locale of this Java, got %s; start it with LANG=C.UTF-8"
              .formatted(attribute, Names.quoted(path)));
    }
  }

  private static boolean isName(String segment) {
    return !segment.isBlank()
        && !segment.equals(".")
        && !segment.equals("..")
        && segment.codePoints().allMatch(c -> Names.printable(c) && c != '\\' && c != '~')
        && segment.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME;
  }

  /** Builds a {@link FileSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the absolute path of the file on the client. */
    Builder source(Path source);

    /** Sets where it goes, relative to the {@code files} directory of the node. */
    Builder target(String target);

    /** Returns the spec. */
    FileSpec build();
  }
}
