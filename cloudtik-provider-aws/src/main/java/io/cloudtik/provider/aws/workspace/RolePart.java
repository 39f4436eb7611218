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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** A role with its rights. */
final class RolePart implements WorkspaceResource {
  private static final String POLICY = "cloudtik";

  private final Identity identity;
  private final Scope scope;
  private final Supplier<String> rights;
  private final Supplier<String> trust;
  private final Set<String> dependsOn;
  private @Nullable String put;
  private @Nullable Role made;

  RolePart(
      Identity identity, Supplier<String> rights, Supplier<String> trust, Set<String> dependsOn) {
    this.identity = identity;
    this.scope = identity.scope;
    this.rights = rights;
    this.trust = trust;
    this.dependsOn = Set.copyOf(dependsOn);
  }

  @Override
  public String id() {
    return identity.kind() + "-role";
  }

  @Override
  public String description() {
    return "role %s with the rights of a %s".formatted(identity.name, identity.kind());
  }

  @Override
  public Set<String> dependsOn() {
    return dependsOn;
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  /** A profile tells its role, too, which saves a call where both are there. */
  private @Nullable Role find() {
    for (var profile : identity.profiles.look(id())) {
      for (Role role : profile.roles()) {
        if (role.roleName().equals(identity.name) && identity.isOurs(profile.tags())) {
          return role;
        }
      }
    }
    return identity.roles.look(id()).stream().findFirst().orElse(null);
  }

  private boolean isForeign(Role role) {
    return !role.tags().isEmpty() && !identity.isOurs(role.tags());
  }

  @Override
  public ResourceObservation observe() {
    Role role = takeMade();
    if (role == null) {
      role = find();
    }
    if (role == null) {
      return ResourceObservation.absent();
    }
    if (isForeign(role)) {
      return ResourceObservation.unusable(
          role.arn(), "it was not made for workspace " + scope.workspace());
    }
    String wanted = rights.get();
    String found = takePut();
    if (found == null) {
      found = policy();
    }
    List<String> differences = new ArrayList<>();
    if (!plain(wanted).equals(plain(found))) {
      differences.add(
          "rights: expected those of a %s, found %s"
              .formatted(identity.kind(), found.isEmpty() ? "none" : "others"));
    }
    if (!trusts(role)) {
      differences.add("who may take it: expected machines and heads, found others");
    }
    return differences.isEmpty()
        ? ResourceObservation.present(role.arn())
        : ResourceObservation.drifted(role.arn(), differences);
  }

  private boolean trusts(Role role) {
    String found = role.assumeRolePolicyDocument();
    return found != null
        && plain(URLDecoder.decode(found, StandardCharsets.UTF_8)).equals(plain(trust.get()));
  }

  private synchronized @Nullable Role takeMade() {
    Role known = made;
    made = null;
    return known;
  }

  private synchronized @Nullable String takePut() {
    String known = put;
    put = null;
    return known;
  }

  private String policy() {
    return scope.iam(
        "GetRolePolicy",
        identity.name,
        () -> {
          try {
            return URLDecoder.decode(
                scope
                    .clients()
                    .iam()
                    .getRolePolicy(b -> b.roleName(identity.name).policyName(POLICY))
                    .policyDocument(),
                StandardCharsets.UTF_8);
          } catch (NoSuchEntityException e) {
            return "";
          }
        });
  }

  private static String plain(String json) {
    return json.replaceAll("\\s", "");
  }

  @Override
  public void create() {
    Role created = null;
    try {
      created =
          scope.iam(
              "CreateRole",
              identity.name,
              () ->
                  scope
                      .clients()
                      .iam()
                      .createRole(
                          b -> {
                            b.roleName(identity.name)
                                .assumeRolePolicyDocument(trust.get())
                                .description("CloudTik workspace " + scope.workspace())
                                .tags(identity.tags(id()));
                            scope.options().permissionsBoundary().ifPresent(b::permissionsBoundary);
                          })
                      .role());
    } catch (ProviderException e) {
      if (!Scope.hasCode(e, "EntityAlreadyExists")) {
        throw e;
      }
      requireOurs();
    }
    putRights();
    synchronized (this) {
      made = created;
    }
  }

  private void requireOurs() {
    Role role = identity.roles.fresh().stream().findFirst().orElse(null);
    if (role != null && isForeign(role)) {
      throw scope.refusal(
          FailureKind.CONFLICT,
          "role %s was not made for workspace %s".formatted(identity.name, scope.workspace()),
          "choose another name for the workspace, or delete the role");
    }
  }

  @Override
  public void update() {
    Role role = find();
    if (role != null && !trusts(role)) {
      scope.iam(
          "UpdateAssumeRolePolicy",
          identity.name,
          () ->
              scope
                  .clients()
                  .iam()
                  .updateAssumeRolePolicy(
                      b -> b.roleName(identity.name).policyDocument(trust.get())));
      identity.profiles.forget();
      identity.roles.forget();
    }
    putRights();
  }

  private void putRights() {
    String wanted = rights.get();
    scope.iam(
        "PutRolePolicy",
        identity.name,
        () ->
            scope
                .clients()
                .iam()
                .putRolePolicy(
                    b -> b.roleName(identity.name).policyName(POLICY).policyDocument(wanted)));
    synchronized (this) {
      put = wanted;
    }
  }

  @Override
  public void delete() {
    requireOurs();
    ignoringAbsent(
        "DeleteRolePolicy",
        () ->
            scope
                .clients()
                .iam()
                .deleteRolePolicy(b -> b.roleName(identity.name).policyName(POLICY)));
    ignoringAbsent(
        "DeleteRole", () -> scope.clients().iam().deleteRole(b -> b.roleName(identity.name)));
    identity.profiles.forget();
    identity.roles.forget();
    synchronized (this) {
      made = null;
      put = null;
    }
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
