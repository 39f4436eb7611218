/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How others reach what lies in the bucket: machines that have no right of their own, and
 * frameworks on the nodes. Implementations are thread-safe.
 *
 * @see io.cloudtik.spi.store.ObjectArea#readableAt
 */
@FunctionalInterface
public interface S3Addresses {
  /** Nothing can be read without a right. */
  S3Addresses NONE = (key, validity) -> Optional.empty();

  /**
   * Returns the address of an object; empty if it has none.
   *
   * @param key in the bucket, with all prefixes
   * @param validity how long the address must work at least
   */
  Optional<URI> readableAt(String key, Duration validity);

  /**
   * Returns what Hadoop's file systems must be set to, without secrets; default nothing.
   *
   * @see io.cloudtik.spi.store.ObjectArea#hadoopOptions
   */
  default Map<String, String> hadoopOptions() {
    return Map.of();
  }
}
