/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * A job as plain data. Its {@code kind} names who turns it into a process: {@code command} is run
 * as it is, other kinds belong to a runtime of the cluster. Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract class JobSpec implements JobRequest {
  /** The kind of a job that is a plain command. */
  public static final String COMMAND = "command";

  private static final int MAX_KIND = 64;
  private static final int MAX_NAME = 200;
  private static final int MAX_KEY = 200;
  private static final int MAX_RESTARTS = 100;

  JobSpec() {}

  /** Returns a builder; kind and name are required. */
  public static Builder builder() {
    return ImmutableJobSpec.builder();
  }

  /**
   * Returns a job that runs a program with arguments on one worker, in an empty directory of its
   * own that also has the job's files.
   */
  public static JobSpec command(String... arguments) {
    CommandSpec command = CommandSpec.of(arguments);
    return builder()
        .kind(COMMAND)
        .name(Names.shown(program(command)))
        .arguments(command.arguments())
        .build();
  }

  private static String program(CommandSpec command) {
    String program = command.arguments().get(0);
    String file = program.substring(program.lastIndexOf('/') + 1);
    return file.isBlank() ? program : file;
  }

  /** Returns the kind. */
  public abstract String kind();

  /** Returns a name for people; it need not be unique. */
  public abstract String name();

  /**
   * Returns the key that makes a repeated submit find the first job again, unique for each cluster
   * name; empty means that each submit is a new job.
   */
  public abstract Optional<String> key();

  /** Returns the arguments, of the program or of the main class. */
  public abstract List<String> arguments();

  /** Returns the settings that the kind knows, for example {@code mainClass}. */
  public abstract Map<String, String> options();

  /** Returns the client's files that the job finds in its directory, by name. */
  public abstract Map<String, Path> files();

  /** Returns the environment of the job; no place for secrets. */
  public abstract Map<String, String> environment();

  /**
   * Returns how long the job may run before it is ended as {@code TIMED_OUT}, at least 1 second;
   * empty means without limit. The time that it waits does not count, and each restart has the
   * whole time again.
   */
  public abstract Optional<Duration> timeLimit();

  /** Returns where the job runs; default one worker. */
  @Value.Default
  public JobPlacement placement() {
    return JobPlacement.ONE_WORKER;
  }

  /**
   * Returns how often the job is run again when it fails or its node is lost, 0 to 100; default 0.
   * Before the first restart it waits for 1 second, before each further one twice as long, at most
   * 5 minutes.
   */
  @Value.Default
  public int restarts() {
    return 0;
  }

  /** Returns after which end the job is run again; default after either. */
  @Value.Default
  public RestartOn restartOn() {
    return RestartOn.FAILURE_OR_LOSS;
  }

  @Override
  public final JobSpec toJobSpec() {
    return this;
  }

  /** Returns a copy with changes. */
  public final JobSpec with(Consumer<? super Builder> change) {
    Builder builder = ImmutableJobSpec.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  /** Returns a copy with the key that makes a repeated submit find the first job again. */
  public final JobSpec withKey(String key) {
    return with(job -> job.key(key));
  }

  /** Returns a copy that runs elsewhere. */
  public final JobSpec on(JobPlacement placement) {
    return with(job -> job.placement(placement));
  }

  /** Returns a copy that is run again up to so many times when it fails or its node is lost. */
  public final JobSpec withRestarts(int restarts) {
    return with(job -> job.restarts(restarts));
  }

  /** Returns a copy that is ended after some time. */
  public final JobSpec withTimeLimit(Duration limit) {
    return with(job -> job.timeLimit(limit));
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    problems.addAll(SpecRules.line("job.kind", kind(), MAX_KIND));
    problems.addAll(SpecRules.line("job.name", name(), MAX_NAME));
    key().ifPresent(key -> problems.addAll(SpecRules.line("job.key", key, MAX_KEY)));
    problems.addAll(SpecRules.arguments("job.arguments", arguments()));
    for (String option : options().keySet()) {
      problems.addAll(SpecRules.line("job.options", option, MAX_NAME));
    }
    for (String file : files().keySet()) {
      problems.addAll(FileSpec.inside("job.files", file));
    }
    problems.addAll(SpecRules.environment("job.environment", environment()));
    timeLimit()
        .ifPresent(
            limit ->
                problems.addAll(SpecRules.duration("job.timeLimit", limit, Duration.ofSeconds(1))));
    problems.addAll(SpecRules.number("job.restarts", restarts(), 0, MAX_RESTARTS));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link JobSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the kind. */
    Builder kind(String kind);

    /** Sets a name for people. */
    Builder name(String name);

    /** Sets the key that makes a repeated submit find the first job again. */
    Builder key(String key);

    /** Sets all arguments, replacing those set before. */
    Builder arguments(Iterable<String> arguments);

    /** Adds one argument. */
    Builder addArguments(String argument);

    /** Sets one setting of the kind. */
    Builder putOptions(String name, String value);

    /** Adds a file of this machine under a relative name. */
    Builder putFiles(String name, Path file);

    /** Sets one variable of the environment. */
    Builder putEnvironment(String name, String value);

    /** Sets how long the job may run. */
    Builder timeLimit(Duration limit);

    /** Sets where the job runs. */
    Builder placement(JobPlacement placement);

    /** Sets how often the job is run again, 0 to 100. */
    Builder restarts(int restarts);

    /** Sets after which end the job is run again. */
    Builder restartOn(RestartOn restartOn);

    /** Returns the spec. */
    JobSpec build();
  }
}
