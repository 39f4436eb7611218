/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.provider.aws.AwsOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * The account in which the workspace is. What was made there tells it: a head may not ask who it
 * is, and need not. Thread-safe.
 */
final class Account {
  private final Scope scope;
  private final Listings listings;
  private @Nullable String id;

  Account(Scope scope, Listings listings) {
    this.scope = scope;
    this.listings = listings;
  }

  synchronized String id() {
    String known = id;
    if (known == null) {
      known = asked();
      id = known;
    }
    return known;
  }

  private String asked() {
    for (SecurityGroup group : listings.groups.recent()) {
      if (group.ownerId() != null) {
        return group.ownerId();
      }
    }
    if (hasSts()) {
      return scope.other(
          "GetCallerIdentity",
          "the caller",
          () -> scope.clients().sts().getCallerIdentity().account());
    }
    return ofMachines();
  }

  /** A head has no client of STS, and is itself a machine of the workspace. */
  private String ofMachines() {
    List<Reservation> found =
        scope.read(
            "DescribeInstances",
            "workspace " + scope.workspace(),
            () ->
                scope
                    .clients()
                    .ec2()
                    .describeInstances(b -> b.filters(scope.ours()))
                    .reservations());
    return found.stream()
        .map(Reservation::ownerId)
        .findFirst()
        .orElseThrow(
            () ->
                scope.refusal(
                    FailureKind.NOT_FOUND,
                    "nothing of workspace %s is there that tells its account"
                        .formatted(scope.workspace()),
                    "make the workspace first"));
  }

  private static boolean hasSts() {
    try {
      Class.forName(
          "software.amazon.awssdk.services.sts.StsClient", false, Account.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Returns the part of AWS that the region is in, as ARNs have it. */
  String partition() {
    return AwsOptions.partition(scope.options().region());
  }
}
