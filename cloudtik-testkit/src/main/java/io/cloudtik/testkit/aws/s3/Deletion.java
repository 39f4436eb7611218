/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Takes an object away, or one of its versions for good.
 *
 * @param version empty for what is there now
 * @param ifMatch a condition; may be empty
 */
record Deletion(Bucket bucket, String key, String version, String ifMatch) {
  /** Returns the permission that it needs. */
  String action() {
    return version.isEmpty() ? "DeleteObject" : "DeleteObjectVersion";
  }

  /** Does it, and returns what marks it where versions are kept. */
  @Nullable S3Object apply(Instant now) {
    S3Object there = version.isEmpty() ? bucket.objects().get(key) : bucket.version(key, version);
    Preconditions.ofDelete(ifMatch, there);
    if (version.isEmpty()) {
      return bucket.remove(key, now);
    }
    bucket.removeVersion(key, version);
    return null;
  }
}
