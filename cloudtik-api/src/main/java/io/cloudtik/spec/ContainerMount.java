/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.immutables.value.Value;

/** A file or directory of a machine that the container of its node sees. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class ContainerMount {
  ContainerMount() {}

  /** Returns a builder; source and target are required. */
  public static Builder builder() {
    return ImmutableContainerMount.builder();
  }

  /** Returns a mount at the path that it has on the machine, for reading and writing. */
  public static ContainerMount of(Path path) {
    Objects.requireNonNull(path, "mount");
    return builder().source(path).target(path).build();
  }

  /** Returns the absolute path on the machine, which must be there. */
  public abstract Path source();

  /** Returns the absolute path in the container. */
  public abstract Path target();

  /** Says whether the container may only read it; default false. */
  @Value.Default
  public boolean readOnly() {
    return false;
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>(ContainerSpec.absolute("mount.source", source()));
    problems.addAll(ContainerSpec.absolute("mount.target", target()));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link ContainerMount}. Not thread-safe. */
  public interface Builder {
    /** Sets the absolute path on the machine. */
    Builder source(Path path);

    /** Sets the absolute path in the container. */
    Builder target(Path path);

    /** Sets whether the container may only read it. */
    Builder readOnly(boolean readOnly);

    /** Returns the mount. */
    ContainerMount build();
  }
}
