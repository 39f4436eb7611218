/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.policy.PolicyDecision;
import io.cloudtik.testkit.aws.policy.PolicyDocument;
import io.cloudtik.testkit.aws.policy.PolicyEvaluation;
import io.cloudtik.testkit.aws.policy.PolicySet;
import io.cloudtik.testkit.aws.policy.Principal;
import io.cloudtik.testkit.aws.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says what somebody might do, without doing it. */
final class Simulation {
  private final Identities identities;
  private final PolicyAuthorizer authorizer;

  Simulation(Identities identities, PolicyAuthorizer authorizer) {
    this.identities = identities;
    this.authorizer = authorizer;
  }

  void addTo(Iam iam) {
    iam.add("SimulatePrincipalPolicy", this::simulate);
  }

  private void simulate(QueryCall call) {
    String source = call.required("PolicySourceArn");
    call.may(source, Map.of());
    Identity identity = identities.byArn(source);
    if (identity == null) {
      throw Rules.noSuchEntity("The entity %s cannot be found.".formatted(source));
    }
    List<PolicyDocument> policies = new ArrayList<>(authorizer.identityPolicies(identity));
    call.list("PolicyInputList")
        .forEach(text -> policies.add(Rules.read(text, PolicyDocument::ofIdentity)));
    List<String> actions = call.list("ActionNames");
    if (actions.isEmpty()) {
      throw QueryCall.invalid("ActionNames must have at least one member.");
    }
    List<String> resources = call.list("ResourceArns");
    PolicySet set =
        new PolicySet(
            policies,
            boundary(call, identity),
            List.of(),
            identities.organization(),
            call.text("ResourcePolicy").isEmpty()
                ? null
                : Rules.read(call.text("ResourcePolicy"), PolicyDocument::ofResource));
    RequestContext context = RequestContext.of(context(call, identity));
    Principal who =
        new Principal(
            identities.account(), identity.arn(), identity.isRole() ? identity.arn() : "");
    call.xml().open("EvaluationResults");
    for (String action : actions) {
      for (String resource : resources.isEmpty() ? List.of("*") : resources) {
        write(
            call,
            set,
            action,
            resource,
            PolicyEvaluation.decide(who, action, resource, context, set));
      }
    }
    call.xml().close().add("IsTruncated", false);
  }

  private @Nullable PolicyDocument boundary(QueryCall call, Identity identity) {
    List<String> given = call.list("PermissionsBoundaryPolicyInputList");
    return given.isEmpty()
        ? authorizer.boundary(identity)
        : Rules.read(given.get(0), PolicyDocument::ofIdentity);
  }

  private Map<String, String> context(QueryCall call, Identity identity) {
    Map<String, String> context = new TreeMap<>();
    context.put("aws:PrincipalArn", identity.arn());
    context.put("aws:PrincipalAccount", identities.account());
    identity.tags().forEach((key, value) -> context.put("aws:PrincipalTag/" + key, value));
    if (!identity.isRole()) {
      context.put("aws:username", identity.name());
    }
    for (int i = 1;
        call.form().containsKey("ContextEntries.member." + i + ".ContextKeyName");
        i++) {
      String entry = "ContextEntries.member." + i;
      context.put(
          call.text(entry + ".ContextKeyName"),
          String.join("\n", call.list(entry + ".ContextKeyValues")));
    }
    return context;
  }

  private static void write(
      QueryCall call, PolicySet set, String action, String resource, PolicyDecision decision) {
    call.xml()
        .open("member")
        .add("EvalActionName", action)
        .add("EvalResourceName", resource)
        .add("EvalDecision", decision.simulated())
        .open("MatchedStatements")
        .close()
        .open("MissingContextValues")
        .close();
    if (set.organization() != null) {
      call.xml()
          .open("OrganizationsDecisionDetail")
          .add("AllowedByOrganizations", !decision.kind().equals("service control policy"))
          .close();
    }
    if (set.boundary() != null) {
      call.xml()
          .open("PermissionsBoundaryDecisionDetail")
          .add("AllowedByPermissionsBoundary", !decision.kind().equals("permissions boundary"))
          .close();
    }
    call.xml().close();
  }
}
