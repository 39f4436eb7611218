/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.store.s3.S3Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store that is a bucket. The only class, with those that it uses alone, that needs the client of
 * S3: it is not loaded for hosts whose store is a directory. Thread-safe.
 */
final class BucketStore implements HostStore {
  /** The name of the secret with which heads reach the bucket. */
  private static final String SECRET = "s3-credentials";

  /** Each look is a request, which some services charge for. */
  private static final Duration OBSERVATION = Duration.ofSeconds(5);

  private final S3Bucket bucket;
  private final ProviderContext context;
  private final BucketClient client;
  private final S3Storage pool;
  private final S3Storage workspace;

  private BucketStore(S3Bucket bucket, ProviderContext context) {
    this.bucket = bucket;
    this.context = context;
    this.client = new BucketClient(bucket, this::keys);
    BucketCalls calls =
        new BucketCalls(
            context.calls(),
            new BucketErrors(
                bucket,
                context.onHead()
                    ? "this head"
                    : bucket.credentialsFile().map(Path::toString).orElse("")));
    this.pool = storage("hosts/", calls);
    this.workspace =
        storage("workspaces/" + context.workspace() + "/", calls)
            // What a head signs is read by its nodes, which have no right of their own.
            .readableAt(
                (key, validity) ->
                    context.onHead()
                        ? Optional.of(client.readableAt(key, validity))
                        : Optional.empty());
  }

  /** Opens one; nothing is read or asked yet. */
  static HostStore open(S3Bucket bucket, ProviderContext context) {
    return new BucketStore(bucket, context);
  }

  private S3Storage storage(String below, BucketCalls calls) {
    S3Storage storage =
        S3Storage.in(client.s3(), bucket::name, bucket.prefix() + below, calls, context.clock());
    return bucket.endpoint().isPresent() ? storage : storage.deletingByCondition();
  }

  /** Whoever replaces the credentials need not start anything again. */
  private S3Keys keys() {
    if (!context.onHead()) {
      return S3Keys.read(bucket.credentialsFile().orElseThrow());
    }
    return S3Keys.parse(
        "secret " + SECRET,
        context
            .secret(SECRET)
            .orElseThrow(
                () ->
                    new CloudTikException(
                        ErrorCode.STORE_UNAVAILABLE,
                        "this head has no credentials of bucket %s; start the cluster again, which gives them to it"
                            .formatted(bucket)))
            .lines()
            .toList());
  }

  @Override
  public List<WorkspaceResource> resources(Runnable beforeRecordsGo) {
    return List.of(new Part(beforeRecordsGo));
  }

  @Override
  public WorkspaceStorage storage() {
    return workspace;
  }

  @Override
  public WorkspaceStore leases() {
    return pool.documents();
  }

  @Override
  public boolean hasLeases() {
    return true;
  }

  @Override
  public void requireUsable() {
    if (!workspace.isMarked()) {
      throw new ProviderException(
          OnPremise.NAME,
          ErrorCode.WORKSPACE_NOT_FOUND,
          "workspace '%s' does not exist in %s; create it with Workspace.create"
              .formatted(context.workspace(), bucket),
          null);
    }
  }

  @Override
  public List<ProviderFailure> failures() {
    try {
      boolean unused = workspace.isMarked();
      return List.of();
    } catch (ProviderException e) {
      return e.failure().map(List::of).orElseThrow(() -> e);
    }
  }

  /** Programs of runtimes read and write shared data by themselves, and have no key for it. */
  @Override
  public List<String> problems(ClusterSpec spec) {
    return spec.runtimes().isEmpty()
        ? List.of()
        : List.of(
            "runtimes: expected none with a store in a bucket, as jobs on the hosts get no credentials for it, got %s; use a directory as the store"
                .formatted(spec.runtimes().stream().map(RuntimeConfig::runtime).toList()));
  }

  @Override
  public Map<String, String> secretsForHead() {
    return Map.of(SECRET, keys().text());
  }

  @Override
  public Duration observationInterval() {
    return OBSERVATION;
  }

  @Override
  public void close() {
    client.close();
  }

  /** What the workspace has in the bucket: all below its prefix. */
  private final class Part implements WorkspaceResource {
    private final Runnable beforeDelete;

    Part(Runnable beforeDelete) {
      this.beforeDelete = beforeDelete;
    }

    @Override
    public String id() {
      return "store";
    }

    @Override
    public String description() {
      return "objects below workspaces/%s/ in %s".formatted(context.workspace(), bucket);
    }

    @Override
    public boolean holdsRecords() {
      return true;
    }

    @Override
    public ResourceObservation observe() {
      return atOnce(workspace::isMarked)
          ? ResourceObservation.present(
              "s3://%s/%sworkspaces/%s/"
                  .formatted(bucket.name(), bucket.prefix(), context.workspace()))
          : ResourceObservation.absent();
    }

    @Override
    public void create() {
      String problem = workspace.unmetCondition().orElse("");
      if (!problem.isEmpty()) {
        throw new ProviderException(
            OnPremise.NAME,
            ProviderFailure.builder()
                .kind(FailureKind.CONFIGURATION)
                .message(
                    "bucket %s does not write by condition: %s; two clusters could take the same host"
                        .formatted(bucket, problem))
                .remedy(
                    "use a service that keeps If-None-Match and If-Match of PutObject, or a directory as the store")
                .build(),
            null);
      }
      workspace.mark();
    }

    @Override
    public void delete() {
      beforeDelete.run();
      workspace.deleteAll();
    }

    /** A wrong address is told at once, and not after some minutes of patience. */
    private <T> T atOnce(Supplier<T> call) {
      try {
        return call.get();
      } catch (ProviderException e) {
        ProviderFailure failure = e.failure().orElseThrow(() -> e);
        if (failure.kind() != FailureKind.UNAVAILABLE || failure.code().isPresent()) {
          throw e;
        }
        throw new ProviderException(
            OnPremise.NAME,
            ProviderFailure.builder()
                .kind(failure.kind())
                .message(failure.message())
                .remedy(failure.remedy())
                .retry(RetryAdvice.AFTER_CHANGE)
                .build(),
            e);
      }
    }
  }
}
