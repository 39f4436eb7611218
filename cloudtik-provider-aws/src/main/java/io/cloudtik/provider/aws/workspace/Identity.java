/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** Role and instance profile of one name, which are looked at together. Thread-safe. */
final class Identity {
  final Scope scope;
  final String name;
  final boolean head;
  final Seen<InstanceProfile> profiles;
  final Seen<Role> roles;

  Identity(Scope scope, Place place, boolean head) {
    this.scope = scope;
    this.head = head;
    this.name = place.role(head);
    this.profiles =
        new Seen<>(scope.clock(), InstanceProfile::instanceProfileName, () -> asked(scope, name));
    this.roles = new Seen<>(scope.clock(), Role::roleName, () -> role(scope, name));
  }

  private static List<Role> role(Scope scope, String name) {
    return scope.iam(
        "GetRole",
        name,
        () -> {
          try {
            return List.of(scope.clients().iam().getRole(b -> b.roleName(name)).role());
          } catch (NoSuchEntityException e) {
            return List.of();
          }
        });
  }

  private static List<InstanceProfile> asked(Scope scope, String name) {
    return scope.iam(
        "GetInstanceProfile",
        name,
        () -> {
          try {
            return List.of(
                scope
                    .clients()
                    .iam()
                    .getInstanceProfile(b -> b.instanceProfileName(name))
                    .instanceProfile());
          } catch (NoSuchEntityException e) {
            return List.of();
          }
        });
  }

  String kind() {
    return head ? "head" : "worker";
  }

  List<Tag> tags(String id) {
    Map<String, String> tags = scope.tags(id);
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** Says whether tags are those of this workspace. */
  boolean isOurs(List<Tag> tags) {
    return tags.stream()
        .anyMatch(it -> it.key().equals(Scope.WORKSPACE) && it.value().equals(scope.workspace()));
  }
}
