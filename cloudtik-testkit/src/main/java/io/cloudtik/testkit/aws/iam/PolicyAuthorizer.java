/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.Authorizer;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.ResourcePolicies;
import io.cloudtik.testkit.aws.policy.PolicyDecision;
import io.cloudtik.testkit.aws.policy.PolicyDocument;
import io.cloudtik.testkit.aws.policy.PolicyEvaluation;
import io.cloudtik.testkit.aws.policy.PolicySet;
import io.cloudtik.testkit.aws.policy.Principal;
import io.cloudtik.testkit.aws.policy.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Says who may do what, by the policies of the caller and of the resource. Thread-safe.
 *
 * <p>Of who calls it knows the keys {@code aws:PrincipalArn}, {@code aws:PrincipalAccount}, {@code
 * aws:PrincipalType}, {@code aws:PrincipalTag/...}, {@code aws:username}, {@code aws:userid} and
 * {@code aws:CurrentTime}; all others come with the request. A key with several values has a line
 * for each.
 */
public final class PolicyAuthorizer implements Authorizer {
  private static final String EC2 = "ec2.amazonaws.com";

  private final Identities identities;
  private final List<ResourcePolicies> resources = new CopyOnWriteArrayList<>();

  /** Makes the authoriser of an account. */
  public PolicyAuthorizer(Identities identities) {
    this.identities = identities;
  }

  /** Adds who knows policies of resources. */
  public void add(ResourcePolicies policies) {
    resources.add(policies);
  }

  @Override
  public void require(Caller caller, String action, String resource, Map<String, String> context) {
    PolicyDecision decision = decide(caller, action, resource, context);
    if (!decision.isAllowed()) {
      throw new AwsRefusal(403, "AccessDenied", decision.message(caller.arn(), action, resource));
    }
  }

  /** Decides, and says why. */
  public PolicyDecision decide(
      Caller caller, String action, String resource, Map<String, String> context) {
    if (caller.equals(Caller.ANONYMOUS)) {
      return PolicyEvaluation.decide(
          Principal.ANONYMOUS,
          action,
          resource,
          RequestContext.of(context),
          new PolicySet(List.of(), null, List.of(), null, policyOf(resource)));
    }
    Session session = identities.session(caller);
    Identity identity = identity(caller, session);
    return PolicyEvaluation.decide(
        principal(caller, identity),
        action,
        resource,
        RequestContext.of(context(caller, identity, session, context)),
        new PolicySet(
            identity == null ? List.of() : identityPolicies(identity),
            identity == null ? null : boundary(identity),
            session == null ? List.of() : session.policies(),
            identities.organization(),
            policyOf(resource)));
  }

  /** Returns who calls; null for the root user, and for a role that is no more. */
  private @Nullable Identity identity(Caller caller, @Nullable Session session) {
    if (session != null) {
      Identity now =
          session.identity().isRole()
              ? identities.role(session.identity().name())
              : identities.users().get(session.identity().name());
      return now != null && now.id().equals(session.identity().id()) ? now : null;
    }
    Identity user = identities.users().get(caller.identity());
    return user != null && user.arn().equals(caller.arn()) ? user : null;
  }

  private static Principal principal(Caller caller, @Nullable Identity identity) {
    return new Principal(
        caller.account(),
        caller.arn(),
        identity != null && identity.isRole() ? identity.arn() : "");
  }

  private Map<String, String> context(
      Caller caller,
      @Nullable Identity identity,
      @Nullable Session session,
      Map<String, String> given) {
    Map<String, String> context = new TreeMap<>(given);
    context.put("aws:PrincipalAccount", caller.account());
    context.put("aws:CurrentTime", identities.now().toString());
    context.put("aws:EpochTime", String.valueOf(identities.now().getEpochSecond()));
    if (identity == null) {
      context.put("aws:PrincipalArn", caller.arn());
      context.put("aws:PrincipalType", caller.arn().endsWith(":root") ? "Account" : "AssumedRole");
      context.put("aws:userid", caller.account());
      return context;
    }
    context.put("aws:PrincipalArn", identity.arn());
    context.put("aws:PrincipalType", identity.isRole() ? "AssumedRole" : "User");
    context.put("aws:userid", session == null ? identity.id() : session.userId());
    if (!identity.isRole()) {
      context.put("aws:username", identity.name());
    }
    identity.tags().forEach((key, value) -> context.put("aws:PrincipalTag/" + key, value));
    if (session != null) {
      session.tags().forEach((key, value) -> context.put("aws:PrincipalTag/" + key, value));
      context.putAll(session.context());
    }
    return context;
  }

  List<PolicyDocument> identityPolicies(Identity identity) {
    List<PolicyDocument> all = new ArrayList<>();
    identity.policies().values().forEach(text -> all.add(PolicyDocument.ofIdentity(text)));
    identity.attached().stream()
        .map(identities.policies()::get)
        .filter(Objects::nonNull)
        .forEach(policy -> all.add(PolicyDocument.ofIdentity(policy.text())));
    return all;
  }

  @Nullable PolicyDocument boundary(Identity identity) {
    String arn = identity.boundary();
    if (arn == null) {
      return null;
    }
    ManagedPolicy policy = identities.policies().get(arn);
    // A boundary that is no more allows nothing.
    return policy == null
        ? new PolicyDocument(List.of())
        : PolicyDocument.ofIdentity(policy.text());
  }

  private @Nullable PolicyDocument policyOf(String resource) {
    return resources.stream()
        .flatMap(each -> each.policyOf(resource).stream())
        .map(PolicyDocument::ofResource)
        .findFirst()
        .orElse(null);
  }

  /** Lets somebody take a role, or not: its trust must, and who is only of a trusted account. */
  void requireRole(Caller caller, Identity role, String action, Map<String, String> given) {
    Session session = identities.session(caller);
    Identity identity = identity(caller, session);
    Principal who = principal(caller, identity);
    RequestContext context = RequestContext.of(context(caller, identity, session, given));
    PolicyDocument trust = PolicyDocument.ofTrust(role.trust());
    boolean trusted =
        PolicyEvaluation.byResource(who, action, role.arn(), context, trust).isAllowed();
    boolean allowed =
        trusted
            && PolicyEvaluation.decide(
                    who,
                    action,
                    role.arn(),
                    context,
                    new PolicySet(
                        identity == null ? List.of() : identityPolicies(identity),
                        identity == null ? null : boundary(identity),
                        session == null ? List.of() : session.policies(),
                        identities.organization(),
                        trust))
                .isAllowed();
    if (!allowed) {
      throw new AwsRefusal(
          403,
          "AccessDenied",
          "User: %s is not authorized to perform: %s on resource: %s"
              .formatted(caller.arn(), action, role.arn()));
    }
  }

  static boolean trustsEc2(Identity role) {
    return PolicyEvaluation.byResource(
            new Principal("", EC2, ""),
            "sts:AssumeRole",
            role.arn(),
            RequestContext.of(Map.of()),
            PolicyDocument.ofTrust(role.trust()))
        .isAllowed();
  }
}
