/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.access.Home;
import io.cloudtik.impl.bundle.Bundles;
import io.cloudtik.impl.bundle.ClassArchive;
import java.nio.file.Path;

/** The bundle that runs on nodes. */
final class NodeBundle {
  private NodeBundle() {}

  /** Returns its file in the cache, where the client of a cluster puts it. */
  static Path placed() {
    Path jar = Bundles.materialize(Bundles.find("node"), Home.cache("bundles"));
    ClassArchive.offer(jar);
    return jar;
  }
}
