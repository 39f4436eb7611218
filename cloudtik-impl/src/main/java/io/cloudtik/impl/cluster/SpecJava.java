/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.access.Home;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.JavaRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JavaArchive;
import io.cloudtik.spi.store.ObjectArea;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The archive with Java of a spec. A file is kept in the workspace, once for all clusters, so that
 * a JVM on another machine can go on with a start.
 */
final class SpecJava {
  private SpecJava() {}

  /** Finds what is wrong with it, before anything is started. */
  static List<String> problems(ClusterSpec spec) {
    Path file = spec.java().flatMap(JavaArchive::localFile).orElse(null);
    if (file == null) {
      return List.of();
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return List.of("java.address: expected a readable file, got " + file);
    }
    return spec.java()
        .flatMap(JavaArchive::checksum)
        .map(wanted -> List.of(wanted, ContentHash.of(file)))
        .filter(hashes -> !hashes.get(0).equals(hashes.get(1)))
        .map(
            hashes ->
                List.of(
                    "java.checksum: expected that of %s, which is %s, got %s"
                        .formatted(file, hashes.get(1), hashes.get(0))))
        .orElse(List.of());
  }

  /** Returns what users should know. */
  static Optional<String> notice(WorkspaceContext workspace, ClusterSpec spec) {
    return spec.java().isPresent() && !workspace.provider().reachedBySsh()
        ? Optional.of(
            "nodes on this computer run with the Java of this program; the archive is not used")
        : Optional.empty();
  }

  /** Uploads it unless it is there. */
  static void upload(WorkspaceContext workspace, ClusterRecord record) {
    Path file = record.spec().java().flatMap(JavaArchive::localFile).orElse(null);
    if (file != null && workspace.provider().reachedBySsh()) {
      String sha256 = ContentHash.of(file);
      ObjectArea control = workspace.storage().control();
      if (!control.has(place(sha256))) {
        control.put(place(sha256), file);
      }
      workspace.records().put(RecordKeys.java(record.uid()), new JavaRecord(sha256));
    }
  }

  /** Returns where it is now; null if the spec has none. */
  static @Nullable JavaSource source(WorkspaceContext workspace, ClusterRecord record) {
    JavaArchive archive = record.spec().java().orElse(null);
    if (archive == null || !workspace.provider().reachedBySsh()) {
      return null;
    }
    Path given = archive.localFile().orElse(null);
    if (given == null) {
      return new JavaSource(archive.checksum().orElseThrow(), null, archive.address());
    }
    String sha256 =
        workspace
            .records()
            .value(RecordKeys.java(record.uid()), JavaRecord.class)
            .map(JavaRecord::sha256)
            .orElseThrow(() -> gone(record));
    if (Files.isReadable(given) && ContentHash.of(given).equals(sha256)) {
      return new JavaSource(sha256, given, null);
    }
    Path kept = Home.cache("java").resolve(sha256);
    if (!Files.exists(kept)) {
      LocalFiles.makeParent(kept);
      workspace.storage().control().fetch(place(sha256), kept);
    }
    return new JavaSource(sha256, kept, null);
  }

  static String place(String sha256) {
    return "java/" + sha256;
  }

  private static CloudTikException gone(ClusterRecord record) {
    return new CloudTikException(
        ErrorCode.FILE_MISSING,
        "the workspace does not know the archive with Java of cluster %s any more; terminate it and start it again"
            .formatted(record.name()));
  }
}
