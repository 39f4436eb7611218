/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import java.util.Map;
import java.util.Objects;

/**
 * Where a node reads the files of a job in a storage that it has no client for, one by one.
 *
 * @param addresses by the names of the files; each holds the right to read that one file for a
 *     while
 */
public record ReadableFiles(Map<String, String> addresses) {
  /** Nowhere. */
  public static final ReadableFiles NONE = new ReadableFiles(Map.of());

  public ReadableFiles {
    Objects.requireNonNull(addresses, "addresses");
  }

  /** Without the addresses, which hold rights. */
  @Override
  public String toString() {
    return "ReadableFiles" + addresses.keySet();
  }
}
