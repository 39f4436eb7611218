/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spec.JobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What comes of jobs on nodes that run no programs: what the test says, else they succeed after two
 * minutes. Thread-safe.
 */
public final class SimulatedJobs {
  private final List<Rule> rules = new ArrayList<>();

  SimulatedJobs() {}

  private record Rule(Predicate<JobSpec> which, Function<JobRun, JobOutcome> outcome) {}

  /**
   * One run of a job on one node.
   *
   * @param spec of the job
   * @param node the id of the node, for example {@code workers-1}
   * @param attempt 1 for the first run, one more after each restart
   */
  public record JobRun(JobSpec spec, String node, int attempt) {}

  /** Lets jobs of that name come out so from now on; what is said last holds. */
  public void named(String name, JobOutcome outcome) {
    Objects.requireNonNull(name, "name");
    when(spec -> spec.name().equals(name), outcome);
  }

  /** Lets those jobs come out so from now on; what is said last holds. */
  public void when(Predicate<JobSpec> which, JobOutcome outcome) {
    Objects.requireNonNull(outcome, "outcome");
    when(which, run -> outcome);
  }

  /**
   * As {@link #when(Predicate, JobOutcome)}, with an outcome for each run. If that throws, the run
   * ends without an exit code, and its reason is what was thrown.
   */
  public synchronized void when(Predicate<JobSpec> which, Function<JobRun, JobOutcome> outcome) {
    rules.add(
        0,
        new Rule(
            Objects.requireNonNull(which, "which"), Objects.requireNonNull(outcome, "outcome")));
  }

  /** Returns what comes of a run; for whoever plays nodes. */
  public JobOutcome outcome(JobRun run) {
    List<Rule> all;
    synchronized (this) {
      all = List.copyOf(rules);
    }
    for (Rule rule : all) {
      if (rule.which.test(run.spec())) {
        return Objects.requireNonNull(rule.outcome.apply(run), "the outcome of " + run);
      }
    }
    return JobOutcome.success();
  }
}
