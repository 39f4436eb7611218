/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.SpecStyle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** A process as data. Neither arguments nor environment are a place for secrets. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class ProcessSpec {
  ProcessSpec() {}

  /** Returns a builder; command and directory are required. */
  public static Builder builder() {
    return ImmutableProcessSpec.builder();
  }

  /** Returns the program and its arguments. */
  public abstract List<String> command();

  /** Returns the working directory; it is made if it is missing. */
  public abstract Path directory();

  /** Returns variables that are added to the environment of the node. */
  public abstract Map<String, String> environment();

  /**
   * Says whether the process of a job needs nothing of the node but its own directory and what was
   * shared with jobs, so that it is started as the user of {@link
   * io.cloudtik.spi.provider.JobAccount}, or the one with a name, where that is possible; default
   * no. The process of a service only where {@link NodeContext#jobUserHasName()}.
   */
  @Value.Default
  public boolean asJobUser() {
    return false;
  }

  /** Returns a copy with changes. */
  public final ProcessSpec with(Consumer<? super Builder> change) {
    Builder builder = ImmutableProcessSpec.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    problems.addAll(SpecRules.command("process.command", command()));
    problems.addAll(SpecRules.environment("process.environment", environment()));
    if (!directory().isAbsolute()) {
      problems.add(
          "process.directory: expected an absolute path, got "
              + Names.quoted(directory().toString()));
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link ProcessSpec}. Not thread-safe. */
  public interface Builder {
    /** Adds arguments. */
    Builder addAllCommand(Iterable<String> arguments);

    /** Sets the working directory. */
    Builder directory(Path directory);

    /** Sets one variable of the environment. */
    Builder putEnvironment(String name, String value);

    /** Sets whether the process is started as the user of jobs where that is possible. */
    Builder asJobUser(boolean asJobUser);

    /** Returns the spec. */
    ProcessSpec build();
  }
}
