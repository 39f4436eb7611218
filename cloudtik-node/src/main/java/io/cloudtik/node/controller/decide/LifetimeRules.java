/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.spec.Lifetime;
import java.util.List;

/** Says when the cluster ends by itself. */
final class LifetimeRules {
  private LifetimeRules() {}

  static List<Decision> decide(Observation seen) {
    Lifetime lifetime = seen.spec().effectiveLifetime();
    if (seen.detachedJobEnded() && seen.spec().lifetime().isEmpty()) {
      return end("the job that the cluster was started for has ended");
    }
    if (lifetime.ageLimit().filter(limit -> seen.age().compareTo(limit) >= 0).isPresent()) {
      return end("its lifetime of " + lifetime.ageLimit().get() + " is over");
    }
    if (seen.jobs().isEmpty()
        && lifetime.idleLimit().filter(limit -> seen.idle().compareTo(limit) >= 0).isPresent()) {
      return end("it was idle for " + lifetime.idleLimit().get());
    }
    return List.of();
  }

  private static List<Decision> end(String reason) {
    return List.of(new Decision.EndCluster(reason));
  }
}
