/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Small objects below one prefix, written and deleted if they match. S3 answers 412 where a
 * condition does not hold, 404 where it needs an object and there is none, and 409 where another
 * write came between; all three mean that nothing was done, and that one has to look (<i>Amazon S3
 * User Guide, Add preconditions to S3 operations</i>). Thread-safe.
 */
final class ConditionalObjects {
  /** The condition that no object is there. */
  static final String NONE_THERE = "*";

  private final S3Place place;

  ConditionalObjects(S3Place place) {
    this.place = place;
  }

  record Content(String etag, byte[] bytes) {}

  @Nullable Content read(String key) {
    String object = place.prefix() + key;
    return place.call(
        "GetObject",
        object,
        () -> {
          try {
            ResponseBytes<GetObjectResponse> read =
                place.client().getObjectAsBytes(b -> b.bucket(place.bucket()).key(object));
            return new Content(read.response().eTag(), read.asByteArray());
          } catch (S3Exception e) {
            if (S3Refusals.isNoSuchKey(e)) {
              return null;
            }
            throw e;
          }
        });
  }

  /**
   * Writes an object.
   *
   * @param match the ETag that is there, {@link #NONE_THERE}, or null for no condition
   * @return its ETag; null if the condition did not hold
   */
  @Nullable String put(String key, byte[] bytes, @Nullable String match) {
    String object = place.prefix() + key;
    return place.call(
        "PutObject",
        object,
        () -> {
          try {
            return place
                .client()
                .putObject(
                    b -> {
                      b.bucket(place.bucket()).key(object).contentType("application/octet-stream");
                      if (NONE_THERE.equals(match)) {
                        b.ifNoneMatch(NONE_THERE);
                      } else if (match != null) {
                        b.ifMatch(match);
                      }
                    },
                    RequestBody.fromBytes(bytes))
                .eTag();
          } catch (S3Exception e) {
            if (S3Refusals.isCondition(e)) {
              return null;
            }
            throw e;
          }
        });
  }

  /** Deletes an object if it matches; null for no condition. Says whether it did. */
  boolean delete(String key, @Nullable String match) {
    String object = place.prefix() + key;
    return place.call(
        "DeleteObject",
        object,
        () -> {
          try {
            place
                .client()
                .deleteObject(
                    b -> {
                      b.bucket(place.bucket()).key(object);
                      if (match != null) {
                        b.ifMatch(match);
                      }
                    });
            return true;
          } catch (S3Exception e) {
            if (S3Refusals.isCondition(e)) {
              return match == null;
            }
            throw e;
          }
        });
  }

  List<S3Object> list(String prefix) {
    return Listing.of(place, prefix);
  }

  String keyOf(String object) {
    return object.substring(place.prefix().length());
  }
}
