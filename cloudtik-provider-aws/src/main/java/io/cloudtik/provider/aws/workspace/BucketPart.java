/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The bucket that holds the storage: encrypted, closed to the public, and left by a delete unless
 * that was told to take it. Each call says whose bucket is meant, so that nothing is ever written
 * into a bucket of somebody else who took its name.
 */
final class BucketPart implements WorkspaceResource {
  private static final String FIRST_REGION = "us-east-1";
  private static final int NOT_FOUND = 404;
  private static final int NO_ERROR_OF_HTTP = 200;

  /** Whoever made it looks twice: when it is made, and before the rest is. */
  private static final int KNOWN_LOOKS = 2;

  private final Scope scope;
  private final Place place;
  private final Account account;
  private @Nullable Instant absentAt;
  private int knownLooks;
  private boolean bare;

  BucketPart(Scope scope, Place place, Account account) {
    this.scope = scope;
    this.place = place;
    this.account = account;
  }

  @Override
  public String id() {
    return "bucket";
  }

  @Override
  public String description() {
    return "bucket cloudtik-%s-... with the storage, encrypted and private"
        .formatted(scope.workspace());
  }

  @Override
  public Ownership ownership() {
    return Ownership.RETAINED;
  }

  @Override
  public boolean holdsRecords() {
    return true;
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(BigDecimal.ZERO);
  }

  @Override
  public ResourceObservation observe() {
    String name = place.bucket();
    if (takeMade()) {
      return ResourceObservation.present(name);
    }
    if (isKnownAbsent()) {
      return ResourceObservation.absent();
    }
    List<Tag> tags;
    try {
      tags = tags(name);
    } catch (ProviderException e) {
      if (Scope.hasCode(e, "NoSuchBucket")) {
        absent();
        return ResourceObservation.absent();
      }
      if (Scope.isKind(e, FailureKind.PERMISSION) && isForeign(name)) {
        return ResourceObservation.unusable(name, taken());
      }
      throw e;
    }
    List<String> differences = new ArrayList<>();
    String owner = value(tags, Scope.WORKSPACE);
    if (!owner.isEmpty() && !owner.equals(scope.workspace())) {
      return ResourceObservation.unusable(name, "it is tagged as that of workspace " + owner);
    }
    if (owner.isEmpty()) {
      differences.add("tags: expected those of the workspace, found none");
    }
    if (!isClosed(name)) {
      differences.add("public access: expected blocked, found allowed");
    }
    return differences.isEmpty()
        ? ResourceObservation.present(name)
        : ResourceObservation.drifted(name, differences);
  }

  private static String value(List<Tag> tags, String key) {
    return tags.stream().filter(it -> it.key().equals(key)).map(Tag::value).findFirst().orElse("");
  }

  private String taken() {
    return "it belongs to another account; choose another name for the workspace, or bring a bucket with Aws.withBucket";
  }

  private List<Tag> tags(String name) {
    return scope.s3(
        "GetBucketTagging",
        name,
        () -> {
          try {
            return scope
                .clients()
                .s3()
                .getBucketTagging(b -> b.bucket(name).expectedBucketOwner(account.id()))
                .tagSet();
          } catch (S3Exception e) {
            if (isCode(e, "NoSuchTagSet")) {
              return List.of();
            }
            throw e;
          }
        });
  }

  private static boolean isCode(S3Exception e, String code) {
    return e.awsErrorDetails() != null && code.equals(e.awsErrorDetails().errorCode());
  }

  /** A bucket of ours that we may not read is answered in the same way as one of a stranger. */
  boolean isForeign(String name) {
    try {
      scope.s3(
          "HeadBucket",
          name,
          () ->
              scope
                  .clients()
                  .s3()
                  .headBucket(b -> b.bucket(name).expectedBucketOwner(account.id())));
      return false;
    } catch (ProviderException e) {
      return Scope.isKind(e, FailureKind.PERMISSION);
    }
  }

  private synchronized boolean takeMade() {
    if (knownLooks == 0) {
      return false;
    }
    knownLooks--;
    return true;
  }

  private synchronized void absent() {
    absentAt = scope.clock().instant();
  }

  private synchronized boolean isKnownAbsent() {
    Instant seen = absentAt;
    if (seen == null) {
      return false;
    }
    Duration age = Duration.between(seen, scope.clock().instant());
    return !age.isNegative() && age.compareTo(Seen.GOOD_FOR) <= 0;
  }

  /** Says whether it cannot have a policy, as it is not there or was only just made here. */
  synchronized boolean isBare() {
    return bare || isKnownAbsent();
  }

  /** A policy was put on it. */
  synchronized void dressed() {
    bare = false;
  }

  private boolean isClosed(String name) {
    return scope.s3(
        "GetPublicAccessBlock",
        name,
        () -> {
          try {
            PublicAccessBlockConfiguration block =
                scope
                    .clients()
                    .s3()
                    .getPublicAccessBlock(b -> b.bucket(name).expectedBucketOwner(account.id()))
                    .publicAccessBlockConfiguration();
            return closed().equals(block);
          } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND && !isCode(e, "NoSuchBucket")) {
              return false;
            }
            throw e;
          }
        });
  }

  private static PublicAccessBlockConfiguration closed() {
    return PublicAccessBlockConfiguration.builder()
        .blockPublicAcls(true)
        .ignorePublicAcls(true)
        .blockPublicPolicy(true)
        .restrictPublicBuckets(true)
        .build();
  }

  @Override
  public void create() {
    String name = place.bucket();
    boolean made = true;
    try {
      scope.s3(
          "CreateBucket",
          name,
          () ->
              scope
                  .clients()
                  .s3()
                  .createBucket(
                      b -> {
                        b.bucket(name);
                        if (!scope.options().region().equals(FIRST_REGION)) {
                          b.createBucketConfiguration(
                              c ->
                                  c.locationConstraint(
                                      BucketLocationConstraint.fromValue(
                                          scope.options().region())));
                        }
                      }));
    } catch (ProviderException e) {
      if (Scope.hasCode(e, "BucketAlreadyExists")) {
        throw scope.refusal(FailureKind.CONFLICT, "bucket %s: %s".formatted(name, taken()), "");
      }
      if (!Scope.hasCode(e, "BucketAlreadyOwnedByYou")) {
        throw e;
      }
      made = false;
    }
    update();
    synchronized (this) {
      bare = made && isKnownAbsent();
      knownLooks = bare ? KNOWN_LOOKS : 1;
      absentAt = null;
    }
  }

  /** The tags come last: a bucket that has them has the rest. */
  @Override
  public void update() {
    String name = place.bucket();
    String owner = account.id();
    scope.s3(
        "PutBucketEncryption",
        name,
        () ->
            scope
                .clients()
                .s3()
                .putBucketEncryption(
                    b ->
                        b.bucket(name)
                            .expectedBucketOwner(owner)
                            .serverSideEncryptionConfiguration(
                                c ->
                                    c.rules(
                                        r ->
                                            r.applyServerSideEncryptionByDefault(
                                                d ->
                                                    d.sseAlgorithm(
                                                        ServerSideEncryption.AES256))))));
    scope.s3(
        "PutPublicAccessBlock",
        name,
        () ->
            scope
                .clients()
                .s3()
                .putPublicAccessBlock(
                    b ->
                        b.bucket(name)
                            .expectedBucketOwner(owner)
                            .publicAccessBlockConfiguration(closed())));
    List<Tag> tags =
        scope.tags(id()).entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    scope.s3(
        "PutBucketTagging",
        name,
        () ->
            scope
                .clients()
                .s3()
                .putBucketTagging(
                    b -> b.bucket(name).expectedBucketOwner(owner).tagging(t -> t.tagSet(tags))));
    synchronized (this) {
      knownLooks = Math.max(knownLooks, 1);
    }
  }

  @Override
  public void delete() {
    synchronized (this) {
      knownLooks = 0;
      bare = false;
    }
    String name = place.bucket();
    String owner = account.id();
    try {
      String of = value(tags(name), Scope.WORKSPACE);
      if (!of.isEmpty() && !of.equals(scope.workspace())) {
        throw scope.refusal(
            FailureKind.CONFLICT,
            "bucket %s is tagged as that of workspace %s".formatted(name, of),
            "it stays");
      }
      empty(name, owner);
      scope.s3(
          "DeleteBucket",
          name,
          () -> scope.clients().s3().deleteBucket(b -> b.bucket(name).expectedBucketOwner(owner)));
    } catch (ProviderException e) {
      if (!Scope.hasCode(e, "NoSuchBucket")) {
        throw e;
      }
    }
  }

  private void empty(String name, String owner) {
    for (List<ObjectIdentifier> found = objects(name, owner);
        !found.isEmpty();
        found = objects(name, owner)) {
      delete(name, owner, found);
    }
    for (List<ObjectIdentifier> found = versions(name, owner);
        !found.isEmpty();
        found = versions(name, owner)) {
      delete(name, owner, found);
    }
  }

  private List<ObjectIdentifier> objects(String name, String owner) {
    return scope.s3(
        "ListObjectsV2",
        name,
        () ->
            scope
                .clients()
                .s3()
                .listObjectsV2(b -> b.bucket(name).expectedBucketOwner(owner))
                .contents()
                .stream()
                .map(it -> identifier(it.key(), null))
                .toList());
  }

  /** What a user who switched versions on has kept. */
  private List<ObjectIdentifier> versions(String name, String owner) {
    ListObjectVersionsResponse page =
        scope.s3(
            "ListObjectVersions",
            name,
            () ->
                scope
                    .clients()
                    .s3()
                    .listObjectVersions(b -> b.bucket(name).expectedBucketOwner(owner)));
    List<ObjectIdentifier> found = new ArrayList<>();
    page.versions().forEach(it -> found.add(identifier(it.key(), it.versionId())));
    page.deleteMarkers().forEach(it -> found.add(identifier(it.key(), it.versionId())));
    return found;
  }

  private void delete(String name, String owner, List<ObjectIdentifier> found) {
    scope.s3(
        "DeleteObjects",
        name,
        () -> {
          List<S3Error> errors =
              scope
                  .clients()
                  .s3()
                  .deleteObjects(
                      b ->
                          b.bucket(name)
                              .expectedBucketOwner(owner)
                              .delete(d -> d.objects(found).quiet(true)))
                  .errors();
          if (!errors.isEmpty()) {
            // The answer is good, and each object has a refusal of its own.
            throw refused(errors.get(0));
          }
          return found;
        });
  }

  private static AwsServiceException refused(S3Error error) {
    return S3Exception.builder()
        .statusCode(NO_ERROR_OF_HTTP)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(error.code()).errorMessage(error.message()).build())
        .build();
  }

  private static ObjectIdentifier identifier(String key, @Nullable String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }
}
