/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.KeyOwner;
import java.util.Map;
import java.util.TreeMap;

/** Calls about users and their keys. */
final class UserCalls {
  private static final int MOST_KEYS = 2;

  private final Identities identities;
  private final Rules rules;

  UserCalls(Identities identities, Rules rules) {
    this.identities = identities;
    this.rules = rules;
  }

  void addTo(Iam iam) {
    iam.add("CreateUser", this::create);
    iam.add("GetUser", this::get);
    iam.add("ListUsers", this::list);
    iam.add("DeleteUser", this::delete);
    iam.add("TagUser", this::tag);
    iam.add("CreateAccessKey", this::createKey);
    iam.add("ListAccessKeys", this::listKeys);
    iam.add("UpdateAccessKey", this::updateKey);
    iam.add("DeleteAccessKey", this::deleteKey);
  }

  private void may(QueryCall call) {
    String name =
        call.text("UserName").isEmpty() ? call.caller().identity() : call.text("UserName");
    Identity user = identities.users().get(name);
    call.may(
        user == null ? identities.newUser(name, "/").arn() : user.arn(),
        user == null ? Map.of() : RoleCalls.context(user));
  }

  private void create(QueryCall call) {
    String name = Rules.name(call, "UserName");
    Identity user = identities.newUser(name, Rules.path(call));
    String boundary = call.text("PermissionsBoundary");
    call.may(
        user.arn(), boundary.isEmpty() ? Map.of() : Map.of("iam:PermissionsBoundary", boundary));
    user.tags().putAll(Rules.tags(call, Map.of()));
    if (!boundary.isEmpty()) {
      user.boundary(rules.policy(boundary).arn());
    }
    if (identities.users().putIfAbsent(name, user) != null) {
      throw Rules.alreadyExists("User with name %s already exists.".formatted(name));
    }
    call.xml().open("User");
    write(call, user);
    call.xml().close();
  }

  private static void write(QueryCall call, Identity user) {
    call.xml()
        .add("Path", user.path())
        .add("UserName", user.name())
        .add("UserId", user.id())
        .add("Arn", user.arn())
        .add("CreateDate", Rules.date(user.created()));
    if (!user.tags().isEmpty()) {
      Rules.writeTags(call, user.tags());
    }
  }

  private void get(QueryCall call) {
    may(call);
    Caller caller = call.caller();
    boolean isRoot = call.text("UserName").isEmpty() && caller.arn().endsWith(":root");
    call.xml().open("User");
    if (isRoot) {
      call.xml()
          .add("Path", "/")
          .add("UserName", caller.account())
          .add("UserId", caller.account())
          .add("Arn", caller.arn())
          .add("CreateDate", Rules.date(identities.now()));
    } else {
      write(call, rules.user(call));
    }
    call.xml().close();
  }

  private void list(QueryCall call) {
    call.may("*", Map.of());
    Rules.page(
        call,
        "Users",
        new TreeMap<>(identities.users()),
        user -> {
          call.xml().open("member");
          write(call, user);
          call.xml().close();
        });
  }

  private void delete(QueryCall call) {
    may(call);
    Identity user = rules.user(call);
    if (!keysOf(user).isEmpty()) {
      throw Rules.deleteConflict("Cannot delete entity, must delete access keys first.");
    }
    IdentityPolicyCalls.requireNone(user);
    identities.users().remove(user.name());
  }

  private void tag(QueryCall call) {
    may(call);
    Identity user = rules.user(call);
    user.tags().putAll(Rules.tags(call, user.tags()));
  }

  private Map<String, KeyOwner> keysOf(Identity user) {
    Map<String, KeyOwner> keys = new TreeMap<>(identities.keys());
    keys.values().removeIf(owner -> !owner.caller().arn().equals(user.arn()));
    return keys;
  }

  private void createKey(QueryCall call) {
    may(call);
    Identity user = rules.user(call);
    if (keysOf(user).size() >= MOST_KEYS) {
      throw Rules.limitExceeded("AccessKeysPerUser", MOST_KEYS);
    }
    AccessKey key = identities.keyOf(user);
    call.xml()
        .open("AccessKey")
        .add("UserName", user.name())
        .add("AccessKeyId", key.id())
        .add("Status", "Active")
        .add("SecretAccessKey", key.secret())
        .add("CreateDate", Rules.date(identities.now()))
        .close();
  }

  private void listKeys(QueryCall call) {
    may(call);
    Identity user = rules.user(call);
    Map<String, String> ids = new TreeMap<>();
    keysOf(user).keySet().forEach(id -> ids.put(id, id));
    Rules.page(
        call,
        "AccessKeyMetadata",
        ids,
        id ->
            call.xml()
                .open("member")
                .add("UserName", user.name())
                .add("AccessKeyId", id)
                .add("Status", "Active")
                .add("CreateDate", Rules.date(user.created()))
                .close());
  }

  /** A key that is made inactive is as good as none; it cannot be made active again here. */
  private void updateKey(QueryCall call) {
    may(call);
    if (!call.required("Status").equals("Inactive")) {
      throw QueryCall.invalid("Only Inactive can be set in the emulated IAM.");
    }
    removeKey(call);
  }

  private void deleteKey(QueryCall call) {
    may(call);
    removeKey(call);
  }

  private void removeKey(QueryCall call) {
    String id = call.required("AccessKeyId");
    if (!keysOf(rules.user(call)).containsKey(id)) {
      throw Rules.noSuchEntity("The Access Key with id %s cannot be found.".formatted(id));
    }
    identities.keys().remove(id);
  }
}
