/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecStyle;
import java.nio.file.Path;
import org.immutables.value.Value;

/** A Spark that is installed already, under the same path on every node. Immutable. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class HomeSource implements SparkSource {
  HomeSource() {}

  /** Returns a builder; the directory is required. */
  public static Builder builder() {
    return ImmutableHomeSource.builder();
  }

  /** Returns the Spark of a directory, the one that {@code SPARK_HOME} would name. */
  public static HomeSource of(Path directory) {
    return builder().directory(directory).build();
  }

  /** Returns the absolute path of the directory. */
  public abstract Path directory();

  @Value.Check
  void checkDirectory() {
    if (!directory().isAbsolute()) {
      throw InvalidSpecException.of(
          "spark.home: expected an absolute path, got " + Names.quoted(directory().toString()));
    }
  }

  /** Builds a {@link HomeSource}. Not thread-safe. */
  public interface Builder {
    /** Sets the directory. */
    Builder directory(Path directory);

    /** Returns the source. */
    HomeSource build();
  }
}
