/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.provider.aws.rights.Rights;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The policy of the bucket that lets machines read what they boot with, if they come through the
 * endpoint of their own network. So no credential of anybody is in what a machine is launched with.
 */
final class BootAccess implements WorkspaceResource {
  private final Scope scope;
  private final Place place;
  private final Account account;
  private final BucketPart bucket;
  private final Supplier<String> endpoint;
  private final Supplier<String> shownEndpoint;
  private final Set<String> dependsOn;
  private @Nullable String put;

  BootAccess(
      Scope scope,
      Place place,
      Account account,
      BucketPart bucket,
      Supplier<String> endpoint,
      Supplier<String> shownEndpoint,
      Set<String> dependsOn) {
    this.scope = scope;
    this.place = place;
    this.account = account;
    this.bucket = bucket;
    this.endpoint = endpoint;
    this.shownEndpoint = shownEndpoint;
    this.dependsOn = Set.copyOf(dependsOn);
  }

  @Override
  public String id() {
    return "boot-access";
  }

  @Override
  public String description() {
    return "policy of the bucket: what machines boot with, for those of the workspace's network";
  }

  @Override
  public Set<String> dependsOn() {
    return dependsOn;
  }

  /** The policy is a part of the bucket: it stays with it, and goes with it. */
  @Override
  public Ownership ownership() {
    return Ownership.MADE;
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  private String policy() {
    String name = place.bucket();
    return scope.s3(
        "GetBucketPolicy",
        name,
        () -> {
          try {
            return scope
                .clients()
                .s3()
                .getBucketPolicy(b -> b.bucket(name).expectedBucketOwner(account.id()))
                .policy();
          } catch (S3Exception e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            if ("NoSuchBucketPolicy".equals(code) || "NoSuchBucket".equals(code)) {
              return "";
            }
            throw e;
          }
        });
  }

  /** The bucket says itself what is wrong with one of somebody else's. */
  private String policyUnlessForeign() {
    try {
      return policy();
    } catch (ProviderException e) {
      if (Scope.isKind(e, FailureKind.PERMISSION) && bucket.isForeign(place.bucket())) {
        return "";
      }
      throw e;
    }
  }

  private synchronized @Nullable String takePut() {
    String known = put;
    put = null;
    return known;
  }

  @Override
  public ResourceObservation observe() {
    String found = takePut();
    if (found == null) {
      found = bucket.isBare() ? "" : policyUnlessForeign();
    }
    if (found.isEmpty()) {
      return ResourceObservation.absent();
    }
    String wanted = Rights.ofBooting(place.subject(), shownEndpoint.get());
    return found.replaceAll("\\s", "").equals(wanted)
        ? ResourceObservation.present(place.bucket())
        : ResourceObservation.drifted(
            place.bucket(),
            List.of(
                "policy: expected what lets machines boot from %s, found another"
                    .formatted(shownEndpoint.get())));
  }

  @Override
  public void create() {
    String name = place.bucket();
    String wanted = Rights.ofBooting(place.subject(), endpoint.get());
    bucket.dressed();
    scope.s3(
        "PutBucketPolicy",
        name,
        () ->
            scope
                .clients()
                .s3()
                .putBucketPolicy(
                    b -> b.bucket(name).expectedBucketOwner(account.id()).policy(wanted)));
    synchronized (this) {
      put = wanted;
    }
  }

  @Override
  public void delete() {
    String name = place.bucket();
    try {
      scope.s3(
          "DeleteBucketPolicy",
          name,
          () ->
              scope
                  .clients()
                  .s3()
                  .deleteBucketPolicy(b -> b.bucket(name).expectedBucketOwner(account.id())));
    } catch (ProviderException e) {
      if (!Scope.hasCode(e, "NoSuchBucket")) {
        throw e;
      }
    }
    synchronized (this) {
      put = null;
    }
  }
}
