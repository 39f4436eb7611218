/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.provider.aws.AwsOptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * The account in which the workspace is. What was made there tells it, without a call. Thread-safe.
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
    return scope.other(
        "GetCallerIdentity",
        "the caller",
        () -> scope.clients().sts().getCallerIdentity().account());
  }

  /** Returns the part of AWS that the region is in, as ARNs have it. */
  String partition() {
    return AwsOptions.partition(scope.options().region());
  }
}
