/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.nio.file.Path;
import org.immutables.value.Value;

/** A file of the client that every node gets before its runtimes are set up. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class FileSpec {
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
    return builder().source(source.toAbsolutePath()).target(target).build();
  }

  /** Returns the absolute path of the file on the client. */
  public abstract Path source();

  /** Returns where it goes, relative to the {@code files} directory of the node. */
  public abstract String target();

  @Value.Check
  void checkTarget() {
    if (!isInside(target())) {
      throw InvalidSpecException.of(
          "files.target: expected a relative path without '..', got " + Names.quoted(target()));
    }
  }

  /** Says whether a path is relative and stays inside the directory that it is resolved against. */
  static boolean isInside(String path) {
    if (path.isBlank() || path.startsWith("/") || path.indexOf('\0') >= 0) {
      return false;
    }
    Path normal = Path.of(path).normalize();
    return !normal.startsWith("..") && !normal.toString().isEmpty();
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
