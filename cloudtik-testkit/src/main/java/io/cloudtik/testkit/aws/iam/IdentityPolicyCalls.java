/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.policy.PolicyDocument;
import io.cloudtik.testkit.aws.wire.Escapes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Calls about the policies of roles, and those about the policies of users. */
final class IdentityPolicyCalls {
  private static final int LONGEST_NAME = 128;
  private static final int MOST_ATTACHED = 10;
  private static final Map<String, Integer> LARGEST = Map.of("Role", 10_240, "User", 2_048);

  private final Rules rules;
  private final String noun;
  private final Function<QueryCall, Identity> finder;

  IdentityPolicyCalls(Rules rules, String noun, Function<QueryCall, Identity> finder) {
    this.rules = rules;
    this.noun = noun;
    this.finder = finder;
  }

  void addTo(Iam iam) {
    iam.add("Put" + noun + "Policy", this::put);
    iam.add("Get" + noun + "Policy", this::get);
    iam.add("List" + noun + "Policies", this::list);
    iam.add("Delete" + noun + "Policy", this::delete);
    iam.add("Attach" + noun + "Policy", this::attach);
    iam.add("Detach" + noun + "Policy", this::detach);
    iam.add("ListAttached" + noun + "Policies", this::attached);
    iam.add("Put" + noun + "PermissionsBoundary", this::putBoundary);
    iam.add("Delete" + noun + "PermissionsBoundary", this::deleteBoundary);
  }

  static void requireNone(Identity identity) {
    if (!identity.policies().isEmpty()) {
      throw Rules.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    if (!identity.attached().isEmpty()) {
      throw Rules.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
  }

  /** Returns whom it is about, if the caller may do it. */
  private Identity identity(QueryCall call, Map<String, String> context) {
    Identity identity;
    try {
      identity = finder.apply(call);
    } catch (AwsRefusal notThere) {
      String kind = noun.toLowerCase(java.util.Locale.ROOT);
      call.may(
          "arn:aws:iam::%s:%s/%s".formatted(call.place().account(), kind, call.text(noun + "Name")),
          context);
      throw notThere;
    }
    Map<String, String> all = new TreeMap<>(RoleCalls.context(identity));
    all.putAll(context);
    call.may(identity.arn(), all);
    return identity;
  }

  private void put(QueryCall call) {
    Identity identity = identity(call, Map.of());
    String name = Rules.name(call, "PolicyName", LONGEST_NAME);
    String text = call.required("PolicyDocument");
    var unused = Rules.read(text, PolicyDocument::ofIdentity);
    int size = bare(text);
    for (Map.Entry<String, String> other : identity.policies().entrySet()) {
      size += other.getKey().equals(name) ? 0 : bare(other.getValue());
    }
    int most = LARGEST.getOrDefault(noun, Integer.MAX_VALUE);
    if (size > most) {
      throw new AwsRefusal(
          409,
          "LimitExceeded",
          "Maximum policy size of %d bytes exceeded for %s %s"
              .formatted(most, noun.toLowerCase(java.util.Locale.ROOT), identity.name()));
    }
    identity.policies().put(name, text);
  }

  /** Blanks do not count. */
  private static int bare(String text) {
    return text.replaceAll("\\s", "").length();
  }

  private void get(QueryCall call) {
    Identity identity = identity(call, Map.of());
    String name = call.required("PolicyName");
    String text = identity.policies().get(name);
    if (text == null) {
      throw noPolicy(name);
    }
    call.xml()
        .add(noun + "Name", identity.name())
        .add("PolicyName", name)
        .add("PolicyDocument", Escapes.document(text));
  }

  private AwsRefusal noPolicy(String name) {
    return Rules.noSuchEntity(
        "The %s policy with name %s cannot be found."
            .formatted(noun.toLowerCase(java.util.Locale.ROOT), name));
  }

  private void list(QueryCall call) {
    Identity identity = identity(call, Map.of());
    Map<String, String> names = new TreeMap<>();
    identity.policies().keySet().forEach(name -> names.put(name, name));
    Rules.page(call, "PolicyNames", names, name -> call.xml().add("member", name));
  }

  private void delete(QueryCall call) {
    Identity identity = identity(call, Map.of());
    String name = call.required("PolicyName");
    if (identity.policies().remove(name) == null) {
      throw noPolicy(name);
    }
  }

  private void attach(QueryCall call) {
    String arn = call.required("PolicyArn");
    Identity identity = identity(call, Map.of("iam:PolicyARN", arn));
    rules.policy(arn);
    if (!identity.attached().contains(arn) && identity.attached().size() >= MOST_ATTACHED) {
      throw Rules.limitExceeded("PoliciesPer" + noun, MOST_ATTACHED);
    }
    identity.attached().add(arn);
  }

  private void detach(QueryCall call) {
    String arn = call.required("PolicyArn");
    Identity identity = identity(call, Map.of("iam:PolicyARN", arn));
    if (!identity.attached().remove(arn)) {
      throw Rules.noSuchEntity("Policy %s was not found.".formatted(arn));
    }
  }

  private void attached(QueryCall call) {
    Identity identity = identity(call, Map.of());
    Map<String, ManagedPolicy> policies = new TreeMap<>();
    identity.attached().forEach(arn -> policies.put(arn, rules.policy(arn)));
    Rules.page(
        call,
        "AttachedPolicies",
        policies,
        policy ->
            call.xml()
                .open("member")
                .add("PolicyName", policy.name())
                .add("PolicyArn", policy.arn())
                .close());
  }

  private void putBoundary(QueryCall call) {
    String arn = call.required("PermissionsBoundary");
    Identity identity = identity(call, Map.of("iam:PermissionsBoundary", arn));
    rules.policy(arn);
    identity.boundary(arn);
  }

  private void deleteBoundary(QueryCall call) {
    Identity identity = identity(call, Map.of());
    if (identity.boundary() == null) {
      throw Rules.noSuchEntity("There is no permissions boundary");
    }
    identity.boundary(null);
  }
}
