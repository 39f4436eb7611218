/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.AwsOptions;
import io.cloudtik.provider.aws.machine.Places;
import io.cloudtik.spi.provider.JobRights;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.store.s3.S3Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The shared things of one workspace, and what machines need of them. What it remembers only saves
 * calls. Thread-safe.
 */
public final class AwsWorkspace implements Places {
  /** The most that a role can be handed on for: <i>Role chaining</i> in the user guide of IAM. */
  private static final int HANDED_ON_FOR_SECONDS = 3_600;

  private final Scope scope;
  private final AwsOptions options;
  private final Listings listings;
  private final Account account;
  private final Place place;
  private final Parts parts;
  private final S3Storage storage;
  private final Map<String, BroughtSubnets.Found> brought = new ConcurrentHashMap<>();

  /** Makes it; asks nobody. */
  public AwsWorkspace(
      AwsOptions options, AwsClients clients, AwsCalls calls, ProviderContext context) {
    this.options = options;
    scope = new Scope(context, options, clients, calls);
    listings = new Listings(scope);
    account = new Account(scope, listings);
    place = new Place(scope, account);
    parts = new Parts(scope, listings, account, place);
    S3Storage plain =
        S3Storage.in(clients.s3(), place::bucket, place.prefix(), scope::s3, context.clock())
            .readableAt(new BootAddresses(scope, place, parts.bootsThroughEndpoint()));
    // What stands in for S3 may ignore the condition, and then delete what it should not.
    storage = clients.config().endpoint().isPresent() ? plain : plain.deletingByCondition();
  }

  /** Returns the resources, each after what it depends on. */
  public List<WorkspaceResource> resources() {
    return parts.all();
  }

  /** Returns what would refuse making those of the resources now. */
  public List<ProviderFailure> preflight(Set<String> missing) {
    return new QuotaRoom(scope, listings)
        .check(parts.all().stream().filter(it -> missing.contains(it.id())).toList());
  }

  /** Returns what is tagged as this workspace's and is none of the resources. */
  public List<String> orphans() {
    return new Orphans(scope, listings, parts.ids()).all();
  }

  /** Returns the storage. */
  public WorkspaceStorage storage() {
    return storage;
  }

  /**
   * Returns what jobs on a head may do: what workers may, for as long as a role may be handed on.
   * In the form that a {@code credential_process} of a profile prints.
   */
  public JobRights jobRights() {
    String role =
        "arn:%s:iam::%s:role/%s".formatted(account.partition(), account.id(), place.role(false));
    Credentials found =
        scope.other(
            "AssumeRole",
            place.role(false),
            () ->
                scope
                    .clients()
                    .sts()
                    .assumeRole(
                        b ->
                            b.roleArn(role)
                                .roleSessionName("cloudtik-jobs")
                                .durationSeconds(HANDED_ON_FOR_SECONDS))
                    .credentials());
    return JobRights.of(
        """
        {"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s","SessionToken":"%s","Expiration":"%s"}
        """
            .formatted(
                found.accessKeyId(),
                found.secretAccessKey(),
                found.sessionToken(),
                found.expiration()),
        found.expiration());
  }

  @Override
  public String workspace() {
    return scope.workspace();
  }

  @Override
  public List<String> zones() {
    if (!options.zones().isEmpty()) {
      return options.zones();
    }
    if (!options.privateSubnets().isEmpty()) {
      return options.privateSubnets().stream().map(it -> brought(it).zone()).toList();
    }
    return parts.zones().first(options.zoneCount());
  }

  @Override
  public String subnet(String zone, boolean head) {
    boolean open = publicAddress(head);
    List<String> own = open ? options.publicSubnets() : options.privateSubnets();
    for (String id : own) {
      if (brought(id).zone().equals(zone)) {
        return id;
      }
    }
    if (own.isEmpty()) {
      Optional<String> made = parts.subnet(zone, open);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw scope.refusal(
        FailureKind.NOT_FOUND,
        "workspace %s has no %s subnet in %s"
            .formatted(workspace(), open ? "public" : "private", zone),
        "make the workspace again, or with more zones");
  }

  private BroughtSubnets.Found brought(String id) {
    return brought.computeIfAbsent(id, it -> new BroughtSubnets(scope).find(it));
  }

  @Override
  public boolean publicAddress(boolean head) {
    return head && options.publicHead();
  }

  @Override
  public List<String> securityGroups(boolean head) {
    return options.securityGroup().map(List::of).orElseGet(() -> parts.groups(head));
  }

  @Override
  public Optional<String> instanceProfile(boolean head) {
    return Optional.of(options.profile(head).orElseGet(() -> place.role(head)));
  }

  @Override
  public Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(Scope.WORKSPACE, workspace());
    tags.putAll(options.tags());
    return tags;
  }

  @Override
  public WorkspaceStore documents() {
    return storage.documents();
  }

  @Override
  public void forget() {
    brought.clear();
    parts.forget();
  }
}
