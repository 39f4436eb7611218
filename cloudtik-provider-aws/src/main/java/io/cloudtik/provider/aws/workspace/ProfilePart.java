/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.Role;

/** What gives a role to machines. */
final class ProfilePart implements WorkspaceResource {
  private final Identity identity;
  private final Scope scope;
  private final RolePart role;

  ProfilePart(Identity identity, RolePart role) {
    this.identity = identity;
    this.scope = identity.scope;
    this.role = role;
  }

  @Override
  public String id() {
    return identity.kind() + "-profile";
  }

  @Override
  public String description() {
    return "instance profile " + identity.name;
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of(role.id());
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  private static List<String> roles(InstanceProfile profile) {
    return profile.roles().stream().map(Role::roleName).toList();
  }

  @Override
  public ResourceObservation observe() {
    for (InstanceProfile profile : identity.profiles.look(id())) {
      if (!profile.tags().isEmpty() && !identity.isOurs(profile.tags())) {
        return ResourceObservation.unusable(
            profile.arn(), "it was not made for workspace " + scope.workspace());
      }
      return roles(profile).equals(List.of(identity.name))
          ? ResourceObservation.present(profile.arn())
          : ResourceObservation.drifted(
              profile.arn(),
              List.of("role: expected %s, found %s".formatted(identity.name, roles(profile))));
    }
    return ResourceObservation.absent();
  }

  @Override
  public void create() {
    InstanceProfile profile;
    try {
      profile =
          scope.iam(
              "CreateInstanceProfile",
              identity.name,
              () ->
                  scope
                      .clients()
                      .iam()
                      .createInstanceProfile(
                          b -> b.instanceProfileName(identity.name).tags(identity.tags(id())))
                      .instanceProfile());
    } catch (ProviderException e) {
      if (!Scope.hasCode(e, "EntityAlreadyExists")) {
        throw e;
      }
      update();
      return;
    }
    add(profile);
  }

  private void add(InstanceProfile profile) {
    try {
      scope.iam(
          "AddRoleToInstanceProfile",
          identity.name,
          () ->
              scope
                  .clients()
                  .iam()
                  .addRoleToInstanceProfile(
                      b -> b.instanceProfileName(identity.name).roleName(identity.name)));
    } catch (ProviderException e) {
      // A profile takes one role: by another client, or by a call that was not answered.
      if (!Scope.hasCode(e, "LimitExceeded", "EntityAlreadyExists")) {
        throw e;
      }
      identity.profiles.forget();
      return;
    }
    identity.profiles.put(
        profile.toBuilder().roles(Role.builder().roleName(identity.name).build()).build(), id());
  }

  @Override
  public void update() {
    for (InstanceProfile profile : identity.profiles.fresh()) {
      requireOurs(profile);
      for (String other : roles(profile)) {
        if (!other.equals(identity.name)) {
          takeOut(other);
        }
      }
      if (!roles(profile).contains(identity.name)) {
        add(profile);
      }
    }
  }

  private void requireOurs(InstanceProfile profile) {
    if (!profile.tags().isEmpty() && !identity.isOurs(profile.tags())) {
      throw scope.refusal(
          FailureKind.CONFLICT,
          "instance profile %s was not made for workspace %s"
              .formatted(identity.name, scope.workspace()),
          "choose another name for the workspace, or delete the profile");
    }
  }

  private void takeOut(String roleName) {
    ignoringAbsent(
        "RemoveRoleFromInstanceProfile",
        () ->
            scope
                .clients()
                .iam()
                .removeRoleFromInstanceProfile(
                    b -> b.instanceProfileName(identity.name).roleName(roleName)));
  }

  @Override
  public void delete() {
    for (InstanceProfile profile : identity.profiles.fresh()) {
      requireOurs(profile);
      roles(profile).forEach(this::takeOut);
      ignoringAbsent(
          "DeleteInstanceProfile",
          () ->
              scope
                  .clients()
                  .iam()
                  .deleteInstanceProfile(b -> b.instanceProfileName(identity.name)));
    }
    identity.profiles.forget();
  }

  private void ignoringAbsent(String call, Supplier<Object> body) {
    try {
      scope.iam(call, identity.name, body);
    } catch (ProviderException e) {
      if (!Scope.isKind(e, FailureKind.NOT_FOUND)) {
        throw e;
      }
    }
  }
}
