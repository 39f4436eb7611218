/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.policy.PolicyDocument;
import io.cloudtik.testkit.aws.policy.PolicyEvaluation;
import io.cloudtik.testkit.aws.wire.Escapes;
import io.cloudtik.testkit.cloud.ThingKind;
import java.util.Map;
import java.util.TreeMap;

/** Calls about roles themselves. */
final class RoleCalls {
  private static final int SHORTEST = 3600;
  private static final int LONGEST = 43_200;

  private final Identities identities;
  private final Rules rules;

  RoleCalls(Identities identities, Rules rules) {
    this.identities = identities;
    this.rules = rules;
  }

  void addTo(Iam iam) {
    iam.add("CreateRole", this::create);
    iam.add("GetRole", this::get);
    iam.add("ListRoles", this::list);
    iam.add("UpdateRole", this::update);
    iam.add("UpdateAssumeRolePolicy", this::updateTrust);
    iam.add("DeleteRole", this::delete);
    iam.add("TagRole", this::tag);
    iam.add("UntagRole", this::untag);
    iam.add("ListRoleTags", this::tags);
    iam.add("CreateServiceLinkedRole", this::createServiceLinked);
  }

  private String arn(String path, String name) {
    return "arn:aws:iam::%s:role%s%s".formatted(identities.account(), path, name);
  }

  /** Returns what conditions may ask about a role that exists. */
  static Map<String, String> context(Identity identity) {
    Map<String, String> context = new TreeMap<>();
    identity
        .tags()
        .forEach(
            (key, value) -> {
              context.put("aws:ResourceTag/" + key, value);
              context.put("iam:ResourceTag/" + key, value);
            });
    String boundary = identity.boundary();
    if (boundary != null) {
      context.put("iam:PermissionsBoundary", boundary);
    }
    return context;
  }

  private void create(QueryCall call) {
    String name = Rules.name(call, "RoleName");
    String path = Rules.path(call);
    String boundary = call.text("PermissionsBoundary");
    call.may(
        arn(path, name),
        boundary.isEmpty() ? Map.of() : Map.of("iam:PermissionsBoundary", boundary));
    String trust = call.required("AssumeRolePolicyDocument");
    checkTrust(trust);
    Map<String, String> tags = Rules.tags(call, Map.of());
    if (identities.role(name) != null) {
      throw Rules.alreadyExists("Role with name %s already exists.".formatted(name));
    }
    if (!boundary.isEmpty()) {
      rules.policy(boundary);
    }
    int longest = call.number("MaxSessionDuration", SHORTEST, SHORTEST, LONGEST);
    rules.order(ThingKind.ROLE, name, tags, "RolesPerAccount");
    Identity role = new Identity(name, path, Ids.id("AROA"), arn(path, name), identities.now());
    role.trust(trust);
    role.boundary(boundary.isEmpty() ? null : boundary);
    role.description(call.text("Description"));
    role.longestSession(longest);
    role.tags().putAll(tags);
    identities.put(role);
    call.xml().open("Role");
    write(call, role, true);
    call.xml().close();
  }

  private void checkTrust(String text) {
    PolicyDocument trust = Rules.read(text, PolicyDocument::ofTrust);
    for (String arn : PolicyEvaluation.principalsOf(trust)) {
      if (arn.startsWith("arn:aws:iam::" + identities.account() + ":")
          && !arn.endsWith(":root")
          && identities.byArn(arn) == null) {
        throw new io.cloudtik.testkit.aws.AwsRefusal(
            400,
            "MalformedPolicyDocument",
            "Invalid principal in policy: \"AWS\":\"%s\"".formatted(arn));
      }
    }
  }

  static void write(QueryCall call, Identity role, boolean withAll) {
    call.xml()
        .add("Path", role.path())
        .add("RoleName", role.name())
        .add("RoleId", role.id())
        .add("Arn", role.arn())
        .add("CreateDate", Rules.date(role.created()))
        .add("AssumeRolePolicyDocument", Escapes.document(role.trust()));
    if (!role.description().isEmpty()) {
      call.xml().add("Description", role.description());
    }
    call.xml().add("MaxSessionDuration", role.longestSession());
    String boundary = role.boundary();
    if (withAll && boundary != null) {
      call.xml()
          .open("PermissionsBoundary")
          .add("PermissionsBoundaryType", "Policy")
          .add("PermissionsBoundaryArn", boundary)
          .close();
    }
    if (withAll && !role.tags().isEmpty()) {
      Rules.writeTags(call, role.tags());
    }
  }

  private void get(QueryCall call) {
    call.may(arnOf(call), contextOf(call));
    Identity role = rules.role(call);
    call.xml().open("Role");
    write(call, role, true);
    call.xml().close();
  }

  /** Who may not do it is told so, whether the role exists or not. */
  String arnOf(QueryCall call) {
    String name = call.required("RoleName");
    Identity role = identities.role(name);
    return role == null ? arn("/", name) : role.arn();
  }

  Map<String, String> contextOf(QueryCall call) {
    Identity role = identities.role(call.required("RoleName"));
    return role == null ? Map.of() : context(role);
  }

  private void list(QueryCall call) {
    String prefix = call.text("PathPrefix").isEmpty() ? "/" : call.text("PathPrefix");
    call.may("*", Map.of());
    Map<String, Identity> roles = identities.roles();
    roles.values().removeIf(role -> !role.path().startsWith(prefix));
    Rules.page(
        call,
        "Roles",
        roles,
        role -> {
          call.xml().open("member");
          write(call, role, false);
          call.xml().close();
        });
  }

  private void update(QueryCall call) {
    call.may(arnOf(call), contextOf(call));
    Identity role = rules.role(call);
    role.longestSession(
        call.number("MaxSessionDuration", role.longestSession(), SHORTEST, LONGEST));
    if (call.form().containsKey("Description")) {
      role.description(call.text("Description"));
    }
  }

  private void updateTrust(QueryCall call) {
    call.may(arnOf(call), contextOf(call));
    Identity role = rules.role(call);
    String trust = call.required("PolicyDocument");
    checkTrust(trust);
    role.trust(trust);
  }

  private void delete(QueryCall call) {
    call.may(arnOf(call), contextOf(call));
    Identity role = rules.role(call);
    boolean isInProfile =
        identities.profiles().values().stream().anyMatch(it -> role.name().equals(it.role()));
    if (isInProfile) {
      throw Rules.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    IdentityPolicyCalls.requireNone(role);
    rules.remove(ThingKind.ROLE, role.name());
  }

  private void tag(QueryCall call) {
    call.may(arnOf(call), contextOf(call));
    Identity role = rules.role(call);
    role.tags().putAll(Rules.tags(call, role.tags()));
    rules.relabel(ThingKind.ROLE, role.name(), role.tags());
  }

  private void untag(QueryCall call) {
    call.may(arnOf(call), contextOf(call));
    Identity role = rules.role(call);
    call.list("TagKeys").forEach(role.tags()::remove);
    rules.relabel(ThingKind.ROLE, role.name(), role.tags());
  }

  private void tags(QueryCall call) {
    call.may(arnOf(call), contextOf(call));
    Map<String, Map.Entry<String, String>> tags = new TreeMap<>();
    rules.role(call).tags().entrySet().forEach(each -> tags.put(each.getKey(), each));
    Rules.page(
        call,
        "Tags",
        tags,
        tag ->
            call.xml()
                .open("member")
                .add("Key", tag.getKey())
                .add("Value", tag.getValue())
                .close());
  }

  /** Such a role is AWS's own; there is one of each service, and it is kept. */
  private void createServiceLinked(QueryCall call) {
    String service = call.required("AWSServiceName");
    String brief = service.replaceFirst("\\..*", "");
    String name =
        service.equals("spot.amazonaws.com")
            ? "AWSServiceRoleForEC2Spot"
            : "AWSServiceRoleFor" + Character.toUpperCase(brief.charAt(0)) + brief.substring(1);
    String path = "/aws-service-role/" + service + "/";
    call.may(arn(path, name), Map.of("iam:AWSServiceName", service));
    if (identities.serviceLinked().containsKey(name)) {
      throw new io.cloudtik.testkit.aws.AwsRefusal(
          400,
          "InvalidInput",
          "Service role name %s has been taken in this account, please try a different suffix."
              .formatted(name));
    }
    Identity role = new Identity(name, path, Ids.id("AROA"), arn(path, name), identities.now());
    role.trust(
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":\
        {"Service":"%s"},"Action":"sts:AssumeRole"}]}"""
            .formatted(service));
    identities.serviceLinked().put(name, role);
    call.xml().open("Role");
    write(call, role, true);
    call.xml().close();
  }
}
