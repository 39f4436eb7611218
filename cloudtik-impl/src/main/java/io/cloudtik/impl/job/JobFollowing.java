/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import io.cloudtik.JobPart;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.state.ClusterState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Gives the lines of all nodes and of all attempts of a job to one consumer. Not thread-safe. */
final class JobFollowing {
  private final Consumer<String> consumer;
  private final Map<String, JobOutput> outputs = new LinkedHashMap<>();
  private int attempt = 1;

  JobFollowing(Consumer<String> consumer) {
    this.consumer = consumer;
  }

  /** Gives all that is there. */
  void read(ClusterState state, JobRecord job) {
    readAll(state);
    if (job.attempts() > attempt) {
      flush();
      attempt = job.attempts();
      consumer.accept("[attempt " + attempt + "]");
    }
    for (JobPart part : job.parts()) {
      String label = job.spec().placement().onMany() ? NodeLabels.of(part.node()) : "";
      outputs.computeIfAbsent(job.run(part.node()), run -> new JobOutput(run, label));
    }
    readAll(state);
  }

  private void readAll(ClusterState state) {
    boolean more = true;
    while (more) {
      more = false;
      for (JobOutput output : outputs.values()) {
        more |= output.read(state, consumer);
      }
    }
  }

  private void flush() {
    outputs.values().forEach(output -> output.flush(consumer));
  }

  /** Gives last lines without an end, or all of the stored output if none was read. */
  void finish(String stored) {
    flush();
    if (outputs.values().stream().noneMatch(JobOutput::given)) {
      stored.lines().forEach(consumer);
    }
  }
}
