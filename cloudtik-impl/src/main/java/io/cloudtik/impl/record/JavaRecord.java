/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.util.Objects;

/**
 * The archive with the Java of one life of a cluster, {@code lives/<uid>/java}, which lies in the
 * workspace under its hash.
 *
 * @param sha256 of the archive
 */
public record JavaRecord(String sha256) {
  /** Refuses what a damaged document leaves out. */
  public JavaRecord {
    Objects.requireNonNull(sha256, "sha256");
  }
}
