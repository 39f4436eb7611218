/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.policy.PolicyDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** STS, by its query protocol. Thread-safe. */
public final class Sts extends QueryService {
  private static final int HOUR = 3600;
  private static final int SHORTEST = 900;
  private static final int LONGEST = 43_200;
  private static final int LONGEST_OF_USERS = 129_600;

  private final Identities identities;
  private final PolicyAuthorizer authorizer;

  /** Makes the service of an account. */
  public Sts(AwsPlace place, Identities identities, PolicyAuthorizer authorizer) {
    super("sts", "2011-06-15", place);
    this.identities = identities;
    this.authorizer = authorizer;
    add("GetCallerIdentity", this::callerIdentity);
    add("AssumeRole", this::assumeRole);
    add("GetSessionToken", this::sessionToken);
  }

  /** Needs no permission, as STS has it. */
  private void callerIdentity(QueryCall call) {
    Caller caller = call.caller();
    call.xml()
        .add("Arn", caller.arn())
        .add("UserId", userId(caller))
        .add("Account", caller.account());
  }

  private String userId(Caller caller) {
    Session session = identities.session(caller);
    if (session != null) {
      return session.userId();
    }
    Identity user = identities.users().get(caller.identity());
    return user == null ? caller.account() : user.id();
  }

  private void assumeRole(QueryCall call) {
    Caller caller = call.caller();
    String arn = call.required("RoleArn");
    String name = call.required("RoleSessionName");
    if (!name.matches("[\\w+=,.@-]{2,64}")) {
      throw QueryCall.invalid(
          "1 validation error detected: Value '%s' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"
              .formatted(name));
    }
    if (caller.arn().endsWith(":root")) {
      throw new AwsRefusal(403, "AccessDenied", "Roles may not be assumed by root accounts.");
    }
    Identity role = identities.byArn(arn);
    // A role that is not there, or not everywhere yet, is not told from one that may not be taken.
    if (role == null || !role.isRole() || !identities.isKnown(role)) {
      throw new AwsRefusal(
          403,
          "AccessDenied",
          "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
              .formatted(caller.arn(), arn));
    }
    Map<String, String> tags = call.tags();
    Map<String, String> context = context(call, name, role, tags);
    authorizer.requireRole(caller, role, "sts:AssumeRole", context);
    if (!tags.isEmpty()) {
      authorizer.requireRole(caller, role, "sts:TagSession", context);
    }
    Session chained = identities.session(caller);
    boolean isChained = chained != null && chained.identity().isRole();
    int seconds = call.number("DurationSeconds", HOUR, SHORTEST, LONGEST);
    if (seconds > (isChained ? HOUR : role.longestSession())) {
      throw QueryCall.invalid(
          isChained
              ? "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
              : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    String sessionArn = identities.sessionArn(role, name);
    Credentials credentials =
        identities.begin(
            role,
            sessionArn,
            role.id() + ":" + name,
            Duration.ofSeconds(seconds),
            policies(call),
            tags,
            Map.of());
    write(call, credentials);
    call.xml()
        .open("AssumedRoleUser")
        .add("AssumedRoleId", role.id() + ":" + name)
        .add("Arn", sessionArn)
        .close();
  }

  private static Map<String, String> context(
      QueryCall call, String name, Identity role, Map<String, String> tags) {
    Map<String, String> context = new TreeMap<>(RoleCalls.context(role));
    context.put("sts:RoleSessionName", name);
    if (!call.text("ExternalId").isEmpty()) {
      context.put("sts:ExternalId", call.text("ExternalId"));
    }
    context.put("aws:SourceIp", call.request().from());
    context.put("aws:RequestedRegion", call.place().region());
    tags.forEach((key, value) -> context.put("aws:RequestTag/" + key, value));
    return context;
  }

  private List<PolicyDocument> policies(QueryCall call) {
    List<PolicyDocument> policies = new ArrayList<>();
    if (!call.text("Policy").isEmpty()) {
      policies.add(Rules.read(call.text("Policy"), PolicyDocument::ofIdentity));
    }
    for (int i = 1; call.form().containsKey("PolicyArns.member." + i + ".arn"); i++) {
      ManagedPolicy policy =
          new Rules(identities).policy(call.text("PolicyArns.member." + i + ".arn"));
      policies.add(PolicyDocument.ofIdentity(policy.text()));
    }
    return policies;
  }

  private void sessionToken(QueryCall call) {
    Caller caller = call.caller();
    Identity user = identities.users().get(caller.identity());
    if (user == null || identities.session(caller) != null) {
      throw new AwsRefusal(
          403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
    }
    int seconds = call.number("DurationSeconds", LONGEST, SHORTEST, LONGEST_OF_USERS);
    write(
        call,
        identities.begin(
            user,
            user.arn(),
            user.id(),
            Duration.ofSeconds(seconds),
            List.of(),
            Map.of(),
            Map.of()));
  }

  private static void write(QueryCall call, Credentials credentials) {
    call.xml()
        .open("Credentials")
        .add("AccessKeyId", credentials.accessKeyId())
        .add("SecretAccessKey", credentials.secretAccessKey())
        .add("SessionToken", credentials.sessionToken())
        .add("Expiration", Rules.date(credentials.expires()))
        .close();
  }
}
