/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.CommandSpec;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.SpecStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** A command to run on nodes now. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class ExecRequest {
  ExecRequest() {}

  /** Returns a builder; arguments are required. */
  public static Builder builder() {
    return ImmutableExecRequest.builder();
  }

  /** Returns a request to run a program with arguments on the head; no shell reads them. */
  public static ExecRequest of(String... arguments) {
    return builder().addAllArguments(CommandSpec.of(arguments).arguments()).build();
  }

  /** Returns the program and its arguments. */
  public abstract List<String> arguments();

  /** Returns which nodes run it; default the head. */
  @Value.Default
  public NodeSelector on() {
    return NodeSelector.head();
  }

  /** Returns variables that are added to the environment of the cluster; no place for secrets. */
  public abstract Map<String, String> environment();

  /** Returns how long it may run before it is ended; default 10 minutes. */
  @Value.Default
  public Duration deadline() {
    return Duration.ofMinutes(10);
  }

  /** Returns who is given each line as it is printed; lines of several nodes come one at a time. */
  public abstract Optional<Consumer<OutputLine>> output();

  /** Returns this for the machines of the nodes instead of the containers that they are on them. */
  public final ExecRequest onHost() {
    return with(request -> request.on(on().onHost()));
  }

  /** Returns a copy with changes. */
  public final ExecRequest with(Consumer<? super Builder> change) {
    Builder builder = ImmutableExecRequest.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>(SpecRules.command("exec.arguments", arguments()));
    problems.addAll(SpecRules.environment("exec.environment", environment()));
    problems.addAll(SpecRules.duration("exec.deadline", deadline(), Duration.ofMillis(1)));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds an {@link ExecRequest}. Not thread-safe. */
  public interface Builder {
    /** Adds arguments. */
    Builder addAllArguments(Iterable<String> arguments);

    /** Sets which nodes run it. */
    Builder on(NodeSelector nodes);

    /** Sets one variable of the environment. */
    Builder putEnvironment(String name, String value);

    /** Sets how long it may run. */
    Builder deadline(Duration deadline);

    /** Sets who is given each line as it is printed. */
    Builder output(Consumer<OutputLine> consumer);

    /** Returns the request. */
    ExecRequest build();
  }
}
