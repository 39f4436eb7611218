/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.spec.ClusterSpec;
import java.nio.file.Path;
import java.util.Collection;

/** What every hook of a runtime is given. */
public interface HookContext {
  /** Returns the spec of the cluster. */
  ClusterSpec spec();

  /**
   * Returns the scheme of the addresses of shared data of the workspace, for example {@code s3a};
   * default {@code file}. It says what a runtime must bring along to read and write there.
   */
  default String dataScheme() {
    return "file";
  }

  /** Returns a directory that may keep things between clusters; it may be empty at any time. */
  Path cache();

  /**
   * Tells how far the hook is, for people.
   *
   * @param done units done so far
   * @param total units in all; 0 if not known
   */
  void progress(String message, long done, long total);

  /**
   * Says in {@link ClusterRuntime#prepare} that it need not run again for the same spec as long as
   * all these files exist. Who does not say this is asked at every start.
   */
  default void doneWhileThereAre(Collection<Path> files) {}

  /**
   * Says in {@link ClusterRuntime#prepare} that nodes need a file of this computer, or all files of
   * a directory. Nodes that share nothing with this computer are sent it, and find it as {@link
   * NodeContext#delivered}; it must not change any more.
   *
   * @param name unique among those of the runtime, with {@code /} between its parts
   */
  default void deliver(String name, Path source) {}
}
