/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.cloud.ThingKind;
import java.util.Map;
import java.util.TreeMap;

/** Calls about instance profiles. */
final class ProfileCalls {
  private static final int LONGEST_NAME = 128;

  private final Identities identities;
  private final Rules rules;

  ProfileCalls(Identities identities, Rules rules) {
    this.identities = identities;
    this.rules = rules;
  }

  void addTo(Iam iam) {
    iam.add("CreateInstanceProfile", this::create);
    iam.add("GetInstanceProfile", this::get);
    iam.add("ListInstanceProfiles", this::list);
    iam.add("ListInstanceProfilesForRole", this::listForRole);
    iam.add("AddRoleToInstanceProfile", this::addRole);
    iam.add("RemoveRoleFromInstanceProfile", this::removeRole);
    iam.add("DeleteInstanceProfile", this::delete);
    iam.add("TagInstanceProfile", this::tag);
    iam.add("UntagInstanceProfile", this::untag);
    iam.add("ListInstanceProfileTags", this::tags);
  }

  private void may(QueryCall call) {
    String name = call.required("InstanceProfileName");
    InstanceProfile profile = identities.profile(name);
    if (profile == null) {
      call.may(arn("/", name), Map.of());
      return;
    }
    Map<String, String> context = new TreeMap<>();
    profile.tags().forEach((key, value) -> context.put("aws:ResourceTag/" + key, value));
    profile.tags().forEach((key, value) -> context.put("iam:ResourceTag/" + key, value));
    call.may(profile.arn(), context);
  }

  private String arn(String path, String name) {
    return "arn:aws:iam::%s:instance-profile%s%s".formatted(identities.account(), path, name);
  }

  private void create(QueryCall call) {
    String name = Rules.name(call, "InstanceProfileName", LONGEST_NAME);
    String path = Rules.path(call);
    call.may(arn(path, name), Map.of());
    Map<String, String> tags = Rules.tags(call, Map.of());
    if (identities.profile(name) != null) {
      throw Rules.alreadyExists("Instance Profile %s already exists.".formatted(name));
    }
    rules.order(ThingKind.INSTANCE_PROFILE, name, tags, "InstanceProfilesPerAccount");
    InstanceProfile profile =
        new InstanceProfile(name, path, Ids.id("AIPA"), arn(path, name), identities.now());
    profile.tags().putAll(tags);
    identities.put(profile);
    call.xml().open("InstanceProfile");
    write(call, profile);
    call.xml().close();
  }

  private void write(QueryCall call, InstanceProfile profile) {
    call.xml()
        .add("Path", profile.path())
        .add("InstanceProfileName", profile.name())
        .add("InstanceProfileId", profile.id())
        .add("Arn", profile.arn())
        .add("CreateDate", Rules.date(profile.created()))
        .open("Roles");
    Identity role = profile.role() == null ? null : identities.role(profile.role());
    if (role != null) {
      call.xml().open("member");
      RoleCalls.write(call, role, false);
      call.xml().close();
    }
    call.xml().close();
    if (!profile.tags().isEmpty()) {
      Rules.writeTags(call, profile.tags());
    }
  }

  private void get(QueryCall call) {
    may(call);
    InstanceProfile profile = rules.profile(call);
    call.xml().open("InstanceProfile");
    write(call, profile);
    call.xml().close();
  }

  private void list(QueryCall call) {
    String prefix = call.text("PathPrefix").isEmpty() ? "/" : call.text("PathPrefix");
    call.may("*", Map.of());
    Map<String, InstanceProfile> profiles = identities.profiles();
    profiles.values().removeIf(each -> !each.path().startsWith(prefix));
    page(call, profiles);
  }

  private void listForRole(QueryCall call) {
    Identity role = rules.role(call);
    call.may(role.arn(), RoleCalls.context(role));
    Map<String, InstanceProfile> profiles = identities.profiles();
    profiles.values().removeIf(each -> !role.name().equals(each.role()));
    page(call, profiles);
  }

  private void page(QueryCall call, Map<String, InstanceProfile> profiles) {
    Rules.page(
        call,
        "InstanceProfiles",
        profiles,
        profile -> {
          call.xml().open("member");
          write(call, profile);
          call.xml().close();
        });
  }

  /** Who puts a role into a profile hands it to EC2, and must be allowed to. */
  private void addRole(QueryCall call) {
    may(call);
    InstanceProfile profile = rules.profile(call);
    Identity role = rules.role(call);
    Map<String, String> context = new TreeMap<>(RoleCalls.context(role));
    context.put("iam:PassedToService", "ec2.amazonaws.com");
    call.may("PassRole", role.arn(), context);
    if (profile.role() != null && identities.role(profile.role()) != null) {
      throw Rules.limitExceeded("InstanceSessionsPerInstanceProfile", 1);
    }
    profile.role(role.name(), identities.now());
  }

  private void removeRole(QueryCall call) {
    may(call);
    InstanceProfile profile = rules.profile(call);
    String name = call.required("RoleName");
    if (!name.equals(profile.role())) {
      throw Rules.noSuchEntity(
          "The role with name %s cannot be found in the instance profile.".formatted(name));
    }
    profile.role(null, identities.now());
  }

  private void delete(QueryCall call) {
    may(call);
    InstanceProfile profile = rules.profile(call);
    if (profile.role() != null && identities.role(profile.role()) != null) {
      throw Rules.deleteConflict(
          "Cannot delete entity, must remove roles from instance profile first.");
    }
    rules.remove(ThingKind.INSTANCE_PROFILE, profile.name());
  }

  private void tag(QueryCall call) {
    may(call);
    InstanceProfile profile = rules.profile(call);
    profile.tags().putAll(Rules.tags(call, profile.tags()));
    rules.relabel(ThingKind.INSTANCE_PROFILE, profile.name(), profile.tags());
  }

  private void untag(QueryCall call) {
    may(call);
    InstanceProfile profile = rules.profile(call);
    call.list("TagKeys").forEach(profile.tags()::remove);
    rules.relabel(ThingKind.INSTANCE_PROFILE, profile.name(), profile.tags());
  }

  private void tags(QueryCall call) {
    may(call);
    Rules.writeTags(call, rules.profile(call).tags());
    call.xml().add("IsTruncated", false);
  }
}
