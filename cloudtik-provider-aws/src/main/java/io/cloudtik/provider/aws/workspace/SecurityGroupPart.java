/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * Who is let in. What a user adds by hand is taken away again, as these are the library's groups;
 * what goes out is not limited. A network has one group of a name, so none is made twice.
 */
final class SecurityGroupPart extends Ec2Thing<SecurityGroup> {
  private final Supplier<String> network;
  private final boolean amongNodes;
  private final Supplier<Set<String>> ssh;

  /**
   * Makes a group.
   *
   * @param amongNodes whether members reach each other by everything
   * @param ssh the blocks that reach members by SSH
   */
  SecurityGroupPart(
      Scope scope,
      Listings listings,
      String id,
      Supplier<String> network,
      boolean amongNodes,
      Supplier<Set<String>> ssh,
      WorkspaceResource... uses) {
    super(scope, id, listings.groups, SecurityGroup::groupId, SecurityGroup::tags, uses);
    this.network = network;
    this.amongNodes = amongNodes;
    this.ssh = ssh;
  }

  @Override
  public String description() {
    return "security group %s, %s"
        .formatted(name(), amongNodes ? "all among nodes" : "SSH to heads");
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  @Override
  boolean isUnique() {
    return true;
  }

  @Override
  SecurityGroup make() {
    String in = network.get();
    return scope.change(
        "CreateSecurityGroup",
        name(),
        () -> {
          String id =
              scope
                  .clients()
                  .ec2Once()
                  .createSecurityGroup(
                      b ->
                          b.groupName(name())
                              .description("CloudTik workspace " + scope.workspace())
                              .vpcId(in)
                              .tagSpecifications(scope.tagged(ResourceType.SECURITY_GROUP, id())))
                  .groupId();
          return SecurityGroup.builder()
              .groupId(id)
              .vpcId(in)
              .tags(scope.tagged(ResourceType.SECURITY_GROUP, id()).tags())
              .build();
        });
  }

  private Set<Rule> wanted(SecurityGroup group) {
    Set<Rule> wanted = new TreeSet<>();
    if (amongNodes) {
      wanted.add(Rule.everythingFrom(group.groupId()));
    }
    ssh.get().forEach(block -> wanted.add(Rule.ssh(block)));
    return wanted;
  }

  private static List<IpPermission> permissions(Set<Rule> rules) {
    return rules.stream().map(Rule::permission).toList();
  }

  private static Set<Rule> without(Set<Rule> rules, Set<Rule> others) {
    Set<Rule> rest = new TreeSet<>(rules);
    rest.removeAll(others);
    return rest;
  }

  @Override
  ResourceObservation state(SecurityGroup group) {
    Set<Rule> wanted = wanted(group);
    Set<Rule> found = Rule.of(group.ipPermissions());
    List<String> differences = new ArrayList<>();
    without(wanted, found).forEach(it -> differences.add("rule: expected " + it + ", found none"));
    without(found, wanted).forEach(it -> differences.add("rule: expected none, found " + it));
    return differences.isEmpty()
        ? ResourceObservation.present(group.groupId())
        : ResourceObservation.drifted(group.groupId(), differences);
  }

  /** First lets in, then shuts out: nobody who is let in before and after loses a connection. */
  @Override
  void mend(SecurityGroup group) {
    Set<Rule> wanted = wanted(group);
    Set<Rule> found = Rule.of(group.ipPermissions());
    Set<Rule> missing = without(wanted, found);
    Set<Rule> surplus = without(found, wanted);
    if (!missing.isEmpty()) {
      allow(group.groupId(), missing);
    }
    if (!surplus.isEmpty()) {
      scope.change(
          "RevokeSecurityGroupIngress",
          group.groupId(),
          () ->
              scope
                  .clients()
                  .ec2()
                  .revokeSecurityGroupIngress(
                      b -> b.groupId(group.groupId()).ipPermissions(permissions(surplus))));
    }
    changed(group.toBuilder().ipPermissions(permissions(wanted)).build());
  }

  private void allow(String group, Set<Rule> rules) {
    try {
      scope.change(
          "AuthorizeSecurityGroupIngress",
          group,
          () ->
              scope
                  .clients()
                  .ec2()
                  .authorizeSecurityGroupIngress(
                      b -> b.groupId(group).ipPermissions(permissions(rules))));
    } catch (ProviderException e) {
      seen.forget();
      if (!Scope.hasCode(e, "InvalidPermission.Duplicate")) {
        throw e;
      }
      // Of several rules none is put in if one is there already.
      if (rules.size() > 1) {
        rules.forEach(rule -> allow(group, Set.of(rule)));
      }
    }
  }

  @Override
  void remove(SecurityGroup group) {
    scope.change(
        "DeleteSecurityGroup",
        group.groupId(),
        () -> scope.clients().ec2().deleteSecurityGroup(b -> b.groupId(group.groupId())));
  }

  @Override
  List<String> users(SecurityGroup group) {
    return new Users(scope).in("group-id", group.groupId());
  }
}
