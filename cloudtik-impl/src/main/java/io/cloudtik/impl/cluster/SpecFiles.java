/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.spec.FileSpec;
import io.cloudtik.spi.store.ObjectArea;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of a spec. They are kept in the workspace for as long as the cluster lives, so that a
 * JVM on another machine can go on with its start.
 */
final class SpecFiles {
  private SpecFiles() {}

  static String place(String uid) {
    return "clusters/" + uid + "/files/";
  }

  /** Uploads the files; those that are there already are replaced. */
  static void upload(WorkspaceContext workspace, ClusterRecord record) {
    ObjectArea data = workspace.storage().data();
    for (FileSpec file : record.spec().files()) {
      data.put(place(record.uid()) + file.target(), file.source());
    }
  }

  /**
   * Gives an action a directory of this computer with the files, or null if the spec has none, and
   * removes it afterwards.
   */
  static void gathered(
      WorkspaceContext workspace, ClusterRecord record, Consumer<@Nullable Path> action) {
    if (record.spec().files().isEmpty()) {
      action.accept(null);
      return;
    }
    ObjectArea data = workspace.storage().data();
    Path directory = LocalFiles.temporaryDirectory();
    try {
      for (FileSpec file : record.spec().files()) {
        Path target = directory.resolve(file.target());
        LocalFiles.makeParent(target);
        data.fetch(place(record.uid()) + file.target(), target);
      }
      action.accept(directory);
    } finally {
      LocalFiles.deleteTree(directory);
    }
  }
}
