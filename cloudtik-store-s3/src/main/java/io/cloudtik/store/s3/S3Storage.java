/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The storage of a workspace in a bucket, which must exist before it is used: documents below
 * {@code documents/}, objects below {@code control/} and {@code data/}, each a right of its own.
 * Needs a service that writes by condition ({@code If-None-Match} and {@code If-Match} of {@code
 * PutObject}) and reads what was written. Does nothing by itself, and never polls. Thread-safe.
 */
public final class S3Storage implements WorkspaceStorage {
  /** Below this prefix lie the documents. */
  public static final String DOCUMENTS = "documents/";

  /** Below this prefix lies what heads trust. */
  public static final String CONTROL = "control/";

  /** Below this prefix lies what users and jobs read and write. */
  public static final String DATA = "data/";

  /** Makes 144 renewals of a lease in an hour, and few calls besides. */
  private static final Duration IDLE_PAUSE = Duration.ofSeconds(25);

  private static final List<String> AREAS = List.of(DATA, CONTROL, DOCUMENTS);

  private final S3Place root;
  private final boolean deletesByCondition;
  private final S3Addresses addresses;

  private S3Storage(S3Place root, boolean deletesByCondition, S3Addresses addresses) {
    this.root = root;
    this.deletesByCondition = deletesByCondition;
    this.addresses = addresses;
  }

  /**
   * Returns the storage in a bucket.
   *
   * @param bucket is asked for its name whenever that is used, and answers from memory
   * @param client stays the caller's, who closes it
   * @param prefix of all keys: empty, or ending with a slash
   * @param clock by which documents expire
   */
  public static S3Storage in(
      S3Client client, Supplier<String> bucket, String prefix, S3Calls calls, Clock clock) {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("expected a prefix that ends with '/', got " + prefix);
    }
    return new S3Storage(
        new S3Place(client, bucket, prefix, calls, clock), false, S3Addresses.NONE);
  }

  /**
   * Returns one for a service that takes {@code If-Match} on {@code DeleteObject}, as S3 does. A
   * service that ignores it would delete what another client just wrote. By default a document that
   * is deleted by condition leaves an empty object, which counts as absent.
   */
  public S3Storage deletingByCondition() {
    return new S3Storage(root, true, addresses);
  }

  /** Returns one whose objects can be read at these addresses; by default at none. */
  public S3Storage readableAt(S3Addresses addresses) {
    return new S3Storage(root, deletesByCondition, addresses);
  }

  /**
   * Tries with an object of its own, which it deletes again, whether the service writes by
   * condition. Where it does not, two clients can each believe that they hold the same lease.
   *
   * @return what the service does instead; empty if it keeps conditions
   */
  public Optional<String> unmetCondition() {
    return new ConditionTrial(root).unmet();
  }

  /** Says whether the storage was {@linkplain #mark marked} as there, and not deleted since. */
  public boolean isMarked() {
    return new Mark(root).isThere();
  }

  /** Marks the storage as there; again is fine. It can be used without, if its owner knows it. */
  public void mark() {
    new Mark(root).put();
  }

  /**
   * Deletes all that lies in the storage, uploads that were never finished with it, and its mark
   * last, so that one that was stopped can be repeated. The bucket stays, and all beside.
   */
  public void deleteAll() {
    AREAS.forEach(area -> new S3Objects(below(area), addresses).deleteAll(""));
    new UnfinishedUploads(root).abort();
    new Mark(root).delete();
  }

  private S3Place below(String area) {
    return new S3Place(
        root.client(), root.named(), root.prefix() + area, root.calls(), root.clock());
  }

  @Override
  public WorkspaceStore documents() {
    return new S3Documents(below(DOCUMENTS), deletesByCondition);
  }

  @Override
  public ObjectArea control() {
    return new S3Objects(below(CONTROL), addresses);
  }

  @Override
  public ObjectArea data() {
    return new S3Objects(below(DATA), addresses);
  }

  @Override
  public Duration idlePause() {
    return IDLE_PAUSE;
  }
}
