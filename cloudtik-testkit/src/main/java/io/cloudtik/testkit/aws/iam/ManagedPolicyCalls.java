/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.policy.PolicyDocument;
import io.cloudtik.testkit.aws.wire.Escapes;
import io.cloudtik.testkit.cloud.ThingKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Calls about policies that can be attached. Each has one version. */
final class ManagedPolicyCalls {
  private static final int LONGEST_NAME = 128;
  private static final int LARGEST = 6_144;
  private static final String VERSION = "v1";

  private final Identities identities;
  private final Rules rules;

  ManagedPolicyCalls(Identities identities, Rules rules) {
    this.identities = identities;
    this.rules = rules;
  }

  void addTo(Iam iam) {
    iam.add("CreatePolicy", this::create);
    iam.add("GetPolicy", this::get);
    iam.add("GetPolicyVersion", this::version);
    iam.add("ListPolicies", this::list);
    iam.add("DeletePolicy", this::delete);
  }

  private void create(QueryCall call) {
    String name = Rules.name(call, "PolicyName", LONGEST_NAME);
    String path = Rules.path(call);
    String arn = "arn:aws:iam::%s:policy%s%s".formatted(identities.account(), path, name);
    call.may(arn, Map.of());
    String text = call.required("PolicyDocument");
    var unused = Rules.read(text, PolicyDocument::ofIdentity);
    if (text.replaceAll("\\s", "").length() > LARGEST) {
      throw Rules.limitExceeded("PolicySize", LARGEST);
    }
    boolean isTaken =
        identities.policies().values().stream()
            .anyMatch(each -> each.name().equals(name) && !each.isOfAws());
    if (isTaken) {
      throw Rules.alreadyExists("A policy called %s already exists.".formatted(name));
    }
    Map<String, String> tags = Rules.tags(call, Map.of());
    rules.order(ThingKind.POLICY, name, tags, "PoliciesPerAccount");
    ManagedPolicy policy =
        new ManagedPolicy(
            name,
            path,
            Ids.id("ANPA"),
            arn,
            text,
            call.text("Description"),
            tags,
            identities.now());
    identities.policies().put(arn, policy);
    call.xml().open("Policy");
    write(call, policy);
    call.xml().close();
  }

  private long attachments(ManagedPolicy policy) {
    return Stream.concat(identities.users().values().stream(), identities.roles().values().stream())
        .filter(each -> each.attached().contains(policy.arn()))
        .count();
  }

  private long boundaries(ManagedPolicy policy) {
    return Stream.concat(identities.users().values().stream(), identities.roles().values().stream())
        .filter(each -> policy.arn().equals(each.boundary()))
        .count();
  }

  private void write(QueryCall call, ManagedPolicy policy) {
    call.xml()
        .add("PolicyName", policy.name())
        .add("PolicyId", policy.id())
        .add("Arn", policy.arn())
        .add("Path", policy.path())
        .add("DefaultVersionId", VERSION)
        .add("AttachmentCount", attachments(policy))
        .add("PermissionsBoundaryUsageCount", boundaries(policy))
        .add("IsAttachable", true)
        .add("CreateDate", Rules.date(policy.created()))
        .add("UpdateDate", Rules.date(policy.created()));
    if (!policy.tags().isEmpty()) {
      Rules.writeTags(call, policy.tags());
    }
  }

  private ManagedPolicy policy(QueryCall call) {
    String arn = call.required("PolicyArn");
    call.may(arn, Map.of());
    ManagedPolicy policy = identities.policies().get(arn);
    if (policy == null) {
      throw Rules.noSuchEntity("Policy %s was not found.".formatted(arn));
    }
    return policy;
  }

  private void get(QueryCall call) {
    ManagedPolicy policy = policy(call);
    call.xml().open("Policy");
    write(call, policy);
    if (!policy.description().isEmpty()) {
      call.xml().add("Description", policy.description());
    }
    call.xml().close();
  }

  private void version(QueryCall call) {
    ManagedPolicy policy = policy(call);
    if (!call.required("VersionId").equals(VERSION)) {
      throw Rules.noSuchEntity(
          "Policy %s version %s does not exist or is not attachable."
              .formatted(policy.arn(), call.text("VersionId")));
    }
    call.xml()
        .open("PolicyVersion")
        .add("Document", Escapes.document(policy.text()))
        .add("VersionId", VERSION)
        .add("IsDefaultVersion", true)
        .add("CreateDate", Rules.date(policy.created()))
        .close();
  }

  private void list(QueryCall call) {
    call.may("*", Map.of());
    String scope = call.text("Scope");
    Map<String, ManagedPolicy> policies = new TreeMap<>(identities.policies());
    policies
        .values()
        .removeIf(
            each ->
                (scope.equals("Local") && each.isOfAws())
                    || (scope.equals("AWS") && !each.isOfAws()));
    Rules.page(
        call,
        "Policies",
        policies,
        policy -> {
          call.xml().open("member");
          write(call, policy);
          call.xml().close();
        });
  }

  private void delete(QueryCall call) {
    ManagedPolicy policy = policy(call);
    if (attachments(policy) + boundaries(policy) > 0) {
      throw Rules.deleteConflict("Cannot delete a policy attached to entities.");
    }
    rules.remove(ThingKind.POLICY, policy.name());
    identities.policies().remove(policy.arn());
  }
}
