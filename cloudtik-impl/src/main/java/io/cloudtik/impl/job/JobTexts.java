/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import io.cloudtik.JobPart;
import io.cloudtik.impl.record.JobRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The last output of a job as one text. */
public final class JobTexts {
  private JobTexts() {}

  /**
   * Returns the last output of the last attempt.
   *
   * @param tails gives the last output of one run of it
   */
  public static String output(JobRecord job, UnaryOperator<String> tails) {
    Map<String, String> byNode = new LinkedHashMap<>();
    for (JobPart part : job.parts()) {
      byNode.put(part.node(), tails.apply(job.run(part.node())));
    }
    return job.spec().placement().onMany()
        ? NodeLabels.join(byNode)
        : byNode.values().stream().findFirst().orElse("");
  }
}
