/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.cloud.JobOutcome;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.SimulatedJobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One run of a job on a node: what comes of it is the test's to say. Used in turns. */
final class PlayedRun {
  private static final Pattern RESTARTED = Pattern.compile("\\.r(\\d+)(\\..*)?");
  private static final int TERMINATED = 143;

  private final String id;
  private final JobSpec spec;
  private final String node;
  private final SimulatedCloud cloud;
  private final Instant started;
  private final JobOutcome outcome;
  private final String broken;
  private @Nullable Instant cancelled;
  private @Nullable String told;
  private int printed;

  PlayedRun(String id, String job, JobSpec spec, String node, SimulatedCloud cloud) {
    this.id = id;
    this.spec = spec;
    this.node = node;
    this.cloud = cloud;
    this.started = now();
    JobOutcome found = JobOutcome.success();
    String failure = "";
    try {
      found = cloud.jobs().outcome(new SimulatedJobs.JobRun(spec, node, attempt(id, job)));
    } catch (RuntimeException e) {
      failure = "the test does not say what comes of it: " + e;
    }
    this.outcome = found;
    this.broken = failure;
  }

  private static int attempt(String run, String job) {
    Matcher restarted = RESTARTED.matcher(run.substring(Math.min(job.length(), run.length())));
    return restarted.matches() ? Integer.parseInt(restarted.group(1)) : 1;
  }

  private Instant now() {
    return cloud.time().clock().instant();
  }

  String id() {
    return id;
  }

  void cancel() {
    if (cancelled == null && !isOver()) {
      cancelled = now();
    }
  }

  /** Tells everything once more. */
  void tellAnew() {
    told = null;
    printed = 0;
  }

  boolean isOver() {
    return !now().isBefore(end());
  }

  private Instant end() {
    Instant end = broken.isEmpty() ? started.plus(outcome.duration()) : started;
    Instant limit = limit();
    if (limit != null && limit.isBefore(end)) {
      end = limit;
    }
    return cancelled != null && cancelled.isBefore(end) ? cancelled : end;
  }

  private @Nullable Instant limit() {
    return spec.timeLimit().map(started::plus).orElse(null);
  }

  void tell(PlayedState state) {
    print(state);
    JobRun run = isOver() ? over() : running();
    if (!run.state().equals(told)) {
      state.replace(StateKeys.jobRun(id), Json.write(run));
      told = run.state();
    }
  }

  private void print(PlayedState state) {
    List<String> lines = outcome.lines();
    while (printed < lines.size() && !now().isBefore(printedAt(printed)) && broken.isEmpty()) {
      int from = length(printed);
      String line = lines.get(printed++) + "\n";
      state.append(
          StateKeys.output(id),
          Map.of("n", from + "", "end", length(printed) + "", "data", line),
          0);
    }
  }

  /** The last line comes with the end. */
  private Instant printedAt(int line) {
    Duration after = outcome.duration().multipliedBy(line + 1L).dividedBy(outcome.lines().size());
    Instant at = started.plus(after);
    return at.isAfter(end()) ? Instant.MAX : at;
  }

  private int length(int lines) {
    return outcome.lines().stream()
        .limit(lines)
        .mapToInt(line -> (line + "\n").getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private JobRun running() {
    return new JobRun(id, node, JobRun.RUNNING, null, false, false, "", started, null, null, "");
  }

  private JobRun over() {
    Instant end = end();
    Instant limit = limit();
    boolean wasCancelled = end.equals(cancelled);
    boolean timedOut = !wasCancelled && end.equals(limit);
    boolean own = !wasCancelled && !timedOut && broken.isEmpty();
    String reason =
        wasCancelled
            ? "it was cancelled"
            : timedOut
                ? "its time limit of %d s passed"
                    .formatted(spec.timeLimit().orElseThrow().toSeconds())
                : broken;
    Integer exitCode =
        own ? Integer.valueOf(outcome.exitCode()) : broken.isEmpty() ? TERMINATED : null;
    String tail =
        String.join("", outcome.lines().subList(0, printed).stream().map(l -> l + "\n").toList());
    return new JobRun(
        id,
        node,
        JobRun.ENDED,
        exitCode,
        wasCancelled,
        timedOut,
        reason,
        started,
        end,
        own ? outcome.result().orElse(null) : null,
        tail);
  }
}
