/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * Spark's jars from Maven repositories, with what Maven itself would use: the user's and the
 * installation's {@code settings.xml} with its mirrors, proxies, credentials and profiles, and the
 * local repository. Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract non-sealed class MavenSource implements SparkSource {
  private static final Pattern COORDINATES = Pattern.compile("[\\w.-]+:[\\w.-]+:[\\w.+-]+");

  MavenSource() {}

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return ImmutableMavenSource.builder();
  }

  /** Returns what Maven would do by default, with no further packages. */
  public static MavenSource byDefault() {
    return builder().build();
  }

  /**
   * Returns further packages for the class path of all Spark processes, as {@code
   * group:artifact:version}.
   */
  public abstract List<String> packages();

  /** Says whether only the local repository is asked; default false, then the settings decide. */
  @Value.Default
  public boolean offline() {
    return false;
  }

  /** Returns the user's settings; empty means {@code ~/.m2/settings.xml}. */
  public abstract Optional<Path> settings();

  /**
   * Returns the local repository; empty means that of the settings, or {@code ~/.m2/repository}.
   */
  public abstract Optional<Path> localRepository();

  @Value.Check
  void checkPackages() {
    List<String> problems =
        packages().stream()
            .filter(coordinates -> !COORDINATES.matcher(coordinates).matches())
            .map(
                coordinates ->
                    "spark.packages: expected group:artifact:version, got "
                        + Names.quoted(coordinates))
            .toList();
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link MavenSource}. Not thread-safe. */
  public interface Builder {
    /** Adds a package, as {@code group:artifact:version}. */
    Builder addPackages(String coordinates);

    /** Sets whether only the local repository is asked. */
    Builder offline(boolean offline);

    /** Sets the user's settings. */
    Builder settings(Path settings);

    /** Sets the local repository. */
    Builder localRepository(Path directory);

    /** Returns the source. */
    MavenSource build();
  }
}
