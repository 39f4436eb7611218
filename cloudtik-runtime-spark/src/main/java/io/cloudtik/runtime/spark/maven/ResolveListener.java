/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

/** Is told how far a resolution is; called from several threads, one at a time. */
public interface ResolveListener {
  /** Metadata is being read: the number of jars is not known yet. */
  void collecting();

  /**
   * Jars are there, or being fetched.
   *
   * @param done jars that are in the local repository by now
   * @param total all jars of the closure
   * @param bytes fetched so far by this process
   */
  void fetching(int done, int total, long bytes);
}
