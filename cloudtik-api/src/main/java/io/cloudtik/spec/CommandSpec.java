/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.immutables.value.Value;

/** A command as a list of arguments; no shell reads it. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class CommandSpec {
  CommandSpec() {}

  /** Returns a builder; arguments are required. */
  public static Builder builder() {
    return ImmutableCommandSpec.builder();
  }

  /** Returns a command of a program and its arguments. */
  public static CommandSpec of(String... arguments) {
    return of(Arrays.asList(Objects.requireNonNull(arguments, "arguments")));
  }

  /** Returns a command of a program and its arguments. */
  public static CommandSpec of(List<String> arguments) {
    return builder().arguments(arguments).build();
  }

  /** Returns the program and its arguments, at least one. */
  public abstract List<String> arguments();

  /**
   * Returns how long the command may run before it is ended with all its children; at least 1
   * second, default 30 minutes.
   */
  @Value.Default
  public Duration timeLimit() {
    return Duration.ofMinutes(30);
  }

  /** Returns a copy that may run so long. */
  public final CommandSpec within(Duration limit) {
    return builder().arguments(arguments()).timeLimit(limit).build();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>(SpecRules.command("command", arguments()));
    problems.addAll(SpecRules.duration("command.timeLimit", timeLimit(), Duration.ofSeconds(1)));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link CommandSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the program and its arguments. */
    Builder arguments(Iterable<String> arguments);

    /** Sets how long it may run, at least 1 second. */
    Builder timeLimit(Duration limit);

    /** Returns the spec. */
    CommandSpec build();
  }
}
