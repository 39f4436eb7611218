/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoreKeys;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Documents as objects that are written by condition. A condition is checked by S3 itself; what
 * stands there is read only when it refused. Thread-safe.
 */
final class S3Documents implements WorkspaceStore {
  private static final String ABSENT = "absent";
  private static final int ATTEMPTS = 20;

  private final ConditionalObjects objects;
  private final S3Place place;
  private final boolean deletesByCondition;

  S3Documents(S3Place place, boolean deletesByCondition) {
    this.place = place;
    this.objects = new ConditionalObjects(place);
    this.deletesByCondition = deletesByCondition;
  }

  @Override
  public Optional<StoredDocument> read(String key) {
    Found found = find(StoreKeys.OF_DOCUMENTS.require(key));
    return found.live(now()) == null ? Optional.empty() : Optional.of(found.document(key));
  }

  @Override
  public StoredDocument write(
      String key, String text, WriteCondition condition, @Nullable Duration expiry) {
    StoreKeys.OF_DOCUMENTS.require(key);
    StoredBody body = StoredBody.of(text, expiry == null ? null : now().plus(expiry));
    // Says what is wrong with the text before anything is sent.
    body.document(key, "unwritten");
    byte[] bytes = body.bytes();
    String match = expected(key, condition);
    for (int attempt = 1; ; attempt++) {
      String etag = objects.put(key, bytes, match);
      if (etag != null) {
        return body.document(key, etag);
      }
      Found found = find(key);
      StoredBody stored = found.body();
      if (stored != null && stored.mark().equals(body.mark())) {
        // An earlier try of the SDK's was applied, and its answer was lost.
        return found.document(key);
      }
      match = next(key, condition, found, attempt);
    }
  }

  @Override
  public void delete(String key, WriteCondition condition) {
    StoreKeys.OF_DOCUMENTS.require(key);
    if (condition.equals(WriteCondition.always())) {
      objects.delete(key, null);
      return;
    }
    String match = expected(key, condition);
    for (int attempt = 1; ; attempt++) {
      if (ConditionalObjects.NONE_THERE.equals(match)) {
        // To delete what is absent is to find that it is.
        conflict(key, condition, find(key));
        return;
      }
      boolean done =
          deletesByCondition
              ? objects.delete(key, match)
              : objects.put(key, new byte[0], match) != null;
      if (done) {
        return;
      }
      match = next(key, condition, find(key), attempt);
    }
  }

  @Override
  public List<String> list(String prefix) {
    StoreKeys.OF_DOCUMENTS.requirePrefix(prefix);
    List<String> keys = new ArrayList<>();
    for (S3Object object : objects.list(prefix)) {
      String key = objects.keyOf(object.key());
      boolean mayExpire = object.size() % 2 == 1;
      if (object.size() > 0
          && StoreKeys.OF_DOCUMENTS.allow(key)
          && (!mayExpire || find(key).live(now()) != null)) {
        keys.add(key);
      }
    }
    Collections.sort(keys);
    return List.copyOf(keys);
  }

  /** Returns what the object must match for the condition to hold. */
  private @Nullable String expected(String key, WriteCondition condition) {
    if (condition.equals(WriteCondition.always())) {
      return null;
    }
    if (condition.equals(WriteCondition.ifAbsent())) {
      return ConditionalObjects.NONE_THERE;
    }
    Version version = Version.parse(condition.toString());
    if (version == null || !version.isLiveAt(now())) {
      throw conflicting(key, condition, find(key));
    }
    return version.quoted();
  }

  /**
   * S3 refused: the condition does not hold, or an expired one is there, or another was writing.
   */
  private @Nullable String next(String key, WriteCondition condition, Found found, int attempt) {
    conflict(key, condition, found);
    if (attempt == ATTEMPTS) {
      throw conflicting(key, condition, found);
    }
    if (condition.equals(WriteCondition.always())) {
      return null;
    }
    return found.etag() == null ? ConditionalObjects.NONE_THERE : found.etag();
  }

  private void conflict(String key, WriteCondition condition, Found found) {
    if (!condition.holdsFor(versionOf(key, found))) {
      throw conflicting(key, condition, found);
    }
  }

  private @Nullable String versionOf(String key, Found found) {
    return found.live(now()) == null ? null : found.document(key).version();
  }

  private StateConflictException conflicting(String key, WriteCondition condition, Found found) {
    String actual = versionOf(key, found);
    return new StateConflictException(key, condition.toString(), actual == null ? ABSENT : actual);
  }

  private Found find(String key) {
    ConditionalObjects.Content content = objects.read(key);
    return content == null
        ? new Found(null, null)
        : new Found(content.etag(), StoredBody.parse(key, content.bytes()));
  }

  private Instant now() {
    return place.clock().instant();
  }

  /** What stands at a key: nothing, what is left of a deleted document, or a document. */
  private record Found(@Nullable String etag, @Nullable StoredBody body) {
    @Nullable StoredBody live(Instant now) {
      return body != null && body.isLiveAt(now) ? body : null;
    }

    StoredDocument document(String key) {
      if (body == null || etag == null) {
        throw new IllegalStateException(key);
      }
      return body.document(key, etag);
    }
  }
}
