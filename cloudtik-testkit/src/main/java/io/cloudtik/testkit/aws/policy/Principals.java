/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import java.util.List;
import java.util.Map;

/**
 * Who a policy of a resource is about.
 *
 * @param byType names by their type, such as {@code AWS} and {@code Service}
 */
record Principals(Map<String, List<String>> byType) {
  /** How a caller is meant. */
  enum Match {
    NOT,
    /** Its account is; then policies of its own must allow it, too. */
    ACCOUNT,
    /** The role of its session is; then its boundary counts. */
    ROLE,
    /** It itself is, or everybody. */
    ITSELF
  }

  boolean isEverybody() {
    return byType.getOrDefault("AWS", List.of()).contains("*");
  }

  Match match(Principal who) {
    Match best = Match.NOT;
    for (String name : byType.getOrDefault("AWS", List.of())) {
      Match match = match(who, name);
      best = match.compareTo(best) > 0 ? match : best;
    }
    for (String name : byType.getOrDefault("Service", List.of())) {
      if (name.equals(who.arn())) {
        best = Match.ITSELF;
      }
    }
    return best;
  }

  private static Match match(Principal who, String name) {
    if (name.equals("*")) {
      return Match.ITSELF;
    }
    if (who.isAnonymous()) {
      return Match.NOT;
    }
    if (name.equals(who.account()) || name.equals("arn:aws:iam::" + who.account() + ":root")) {
      return who.isRoot() ? Match.ITSELF : Match.ACCOUNT;
    }
    if (name.equals(who.arn())) {
      return Match.ITSELF;
    }
    return name.equals(who.roleArn()) ? Match.ROLE : Match.NOT;
  }
}
