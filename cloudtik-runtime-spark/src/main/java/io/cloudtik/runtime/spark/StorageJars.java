/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.runtime.HookContext;
import io.cloudtik.spi.runtime.NodeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What Spark needs beside its own jars to reach the shared data of a workspace. */
final class StorageJars {
  /** What Spark's own jars can read and write. */
  private static final Set<String> OWN = Set.of("file", "hdfs");

  private static final String DELIVERED = "storage";

  private final Spark spark;
  private final HookContext context;
  private final String scheme;

  StorageJars(Spark spark, HookContext context) {
    this.spark = spark;
    this.context = context;
    this.scheme = context.dataScheme();
  }

  /** Returns what tells installations for one kind of storage from those for another. */
  String identity() {
    return OWN.contains(scheme) ? "" : " for " + scheme;
  }

  /** Has what is missing sent to nodes elsewhere, and returns it. */
  List<Path> deliver(Supplier<JarNames> there) {
    List<Path> jars = fetch(there);
    jars.forEach(jar -> context.deliver(DELIVERED + "/" + jar.getFileName(), jar));
    return jars;
  }

  /** Returns the jars that were delivered to a node, or else fetches them there. */
  List<Path> on(NodeContext node, Supplier<JarNames> there) throws IOException {
    Optional<Path> delivered = node.delivered(DELIVERED);
    if (delivered.isEmpty()) {
      return fetch(there);
    }
    try (Stream<Path> jars = Files.list(delivered.get())) {
      return jars.sorted().toList();
    }
  }

  private List<Path> fetch(Supplier<JarNames> there) {
    if (scheme.equals(S3aJars.SCHEME)) {
      return new S3aJars(spark.source(), there.get(), context).fetch();
    }
    return List.of();
  }

  /**
   * Says so before anything is fetched if Spark could never read shared data.
   *
   * @throws CloudTikException with {@code ARTIFACT_UNRESOLVED}
   */
  void check() {
    if (!OWN.contains(scheme)
        && !scheme.equals(S3aJars.SCHEME)
        && spark.source() instanceof MavenSource maven
        && maven.packages().isEmpty()) {
      throw new CloudTikException(
          ErrorCode.ARTIFACT_UNRESOLVED,
          "the workspace's data has addresses of scheme '%s', which Spark cannot read; add the package that can"
                  .formatted(scheme)
              + " by withMaven(m -> m.addPackages(…))");
    }
  }
}
