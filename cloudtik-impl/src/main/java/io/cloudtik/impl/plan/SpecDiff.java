/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.spec.ClusterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Says in what two specs differ. */
public final class SpecDiff {
  private SpecDiff() {}

  /** Returns a line for each difference; empty if the specs ask for the same. */
  public static List<String> between(ClusterSpec running, ClusterSpec wanted) {
    List<String> differences = new ArrayList<>();
    compare(differences, "head", running, wanted, ClusterSpec::head);
    compare(differences, "workers", running, wanted, ClusterSpec::workerGroups);
    compare(differences, "runtimes", running, wanted, ClusterSpec::runtimes);
    compare(differences, "lifetime", running, wanted, ClusterSpec::effectiveLifetime);
    compare(differences, "redisShards", running, wanted, ClusterSpec::redisShards);
    compare(differences, "jobsAtOnce", running, wanted, ClusterSpec::jobsAtOnce);
    compare(differences, "jobsWaiting", running, wanted, ClusterSpec::jobsWaiting);
    compare(differences, "files", running, wanted, ClusterSpec::files);
    compare(differences, "environment", running, wanted, ClusterSpec::environment);
    compare(differences, "commandsBefore", running, wanted, ClusterSpec::commandsBefore);
    compare(differences, "commandsAfter", running, wanted, ClusterSpec::commandsAfter);
    compare(differences, "tags", running, wanted, ClusterSpec::tags);
    return differences;
  }

  private static void compare(
      List<String> differences,
      String name,
      ClusterSpec running,
      ClusterSpec wanted,
      Function<ClusterSpec, ?> attribute) {
    Object has = attribute.apply(running);
    Object wants = attribute.apply(wanted);
    if (!Objects.equals(has, wants)) {
      differences.add("%s: runs with %s, wanted %s".formatted(name, has, wants));
    }
  }
}
