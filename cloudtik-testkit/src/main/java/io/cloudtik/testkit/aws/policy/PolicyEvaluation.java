/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import io.cloudtik.testkit.aws.policy.Principals.Match;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides by policies within one account: what one denies is denied; else the account, the policies
 * of the resource or of who asks, the boundary and the session must allow it.
 */
public final class PolicyEvaluation {
  private static final String IDENTITY = "identity-based policy";
  private static final String RESOURCE = "resource-based policy";
  private static final String BOUNDARY = "permissions boundary";
  private static final String SESSION = "session policy";
  private static final String ORGANIZATION = "service control policy";

  private final Principal who;
  private final String action;
  private final String resource;
  private final RequestContext context;

  private PolicyEvaluation(Principal who, String action, String resource, RequestContext context) {
    this.who = who;
    this.action = action;
    this.resource = resource;
    this.context = context;
  }

  /** Decides whether somebody may do something. */
  public static PolicyDecision decide(
      Principal who, String action, String resource, RequestContext context, PolicySet policies) {
    return new PolicyEvaluation(who, action, resource, context).decide(policies);
  }

  /** Decides by the policy of the resource alone, as who may take a role is decided. */
  public static PolicyDecision byResource(
      Principal who,
      String action,
      String resource,
      RequestContext context,
      PolicyDocument policy) {
    PolicyEvaluation evaluation = new PolicyEvaluation(who, action, resource, context);
    if (evaluation.denies(policy)) {
      return PolicyDecision.denied(RESOURCE);
    }
    return evaluation.match(policy) == Match.NOT
        ? PolicyDecision.notAllowed(RESOURCE)
        : PolicyDecision.ALLOWED;
  }

  /** Returns the users, roles and accounts that a policy of a resource names. */
  public static List<String> principalsOf(PolicyDocument policy) {
    List<String> names = new ArrayList<>();
    for (Statement statement : policy.statements()) {
      if (statement.principals() != null) {
        names.addAll(statement.principals().byType().getOrDefault("AWS", List.of()));
      }
    }
    return names;
  }

  private PolicyDecision decide(PolicySet policies) {
    if (who.isAnonymous()) {
      return anonymous(policies.resource());
    }
    if (denies(policies.organization())) {
      return PolicyDecision.denied(ORGANIZATION);
    }
    if (denies(policies.resource())) {
      return PolicyDecision.denied(RESOURCE);
    }
    if (policies.identity().stream().anyMatch(this::denies)) {
      return PolicyDecision.denied(IDENTITY);
    }
    if (denies(policies.boundary())) {
      return PolicyDecision.denied(BOUNDARY);
    }
    if (policies.session().stream().anyMatch(this::denies)) {
      return PolicyDecision.denied(SESSION);
    }
    if (policies.organization() != null && !allows(policies.organization())) {
      return PolicyDecision.notAllowed(ORGANIZATION);
    }
    if (who.isRoot()) {
      return PolicyDecision.ALLOWED;
    }
    return allowed(policies);
  }

  private PolicyDecision anonymous(@Nullable PolicyDocument policy) {
    if (denies(policy)) {
      return PolicyDecision.denied(RESOURCE);
    }
    return match(policy) == Match.ITSELF
        ? PolicyDecision.ALLOWED
        : PolicyDecision.notAllowed(RESOURCE);
  }

  private PolicyDecision allowed(PolicySet policies) {
    Match match = match(policies.resource());
    if (match == Match.ITSELF) {
      return PolicyDecision.ALLOWED;
    }
    List<String> missing = new ArrayList<>();
    if (match != Match.ROLE && policies.identity().stream().noneMatch(this::allows)) {
      missing.add(IDENTITY);
    }
    if (policies.boundary() != null && !allows(policies.boundary())) {
      missing.add(BOUNDARY);
    }
    if (!policies.session().isEmpty() && policies.session().stream().noneMatch(this::allows)) {
      missing.add(SESSION);
    }
    return missing.isEmpty() ? PolicyDecision.ALLOWED : PolicyDecision.notAllowed(missing.get(0));
  }

  private boolean denies(@Nullable PolicyDocument policy) {
    return policy != null
        && policy.statements().stream()
            .anyMatch(
                each ->
                    !each.allows()
                        && each.match(who) != Match.NOT
                        && each.applies(action, resource, context));
  }

  private boolean allows(PolicyDocument policy) {
    return policy.statements().stream()
        .anyMatch(each -> each.allows() && each.applies(action, resource, context));
  }

  /** Returns how the policy of the resource allows it to who asks. */
  private Match match(@Nullable PolicyDocument policy) {
    Match best = Match.NOT;
    if (policy != null) {
      for (Statement each : policy.statements()) {
        if (each.allows() && each.applies(action, resource, context)) {
          Match match = each.match(who);
          best = match.compareTo(best) > 0 ? match : best;
        }
      }
    }
    return best;
  }
}
