/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.access.Home;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.docker.ContainerWish;
import io.cloudtik.impl.docker.RegistryLogins;
import io.cloudtik.impl.docker.SharedMemory;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.LoginsRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.store.ObjectArea;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The container of a spec. Its files are kept in the workspace for as long as the cluster lives:
 * the archive where nodes read, the logins with the secrets.
 */
final class SpecContainer {
  private SpecContainer() {}

  /** Finds what is wrong with it, before anything is started. */
  static List<String> problems(ClusterSpec spec, CloudProvider provider) {
    ContainerSpec container = spec.container().orElse(null);
    if (container == null) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    if (!provider.reachedBySsh() || provider.runsBootScripts()) {
      problems.add(
          "container: expected a provider whose machines are logged in to, as OnPremise; leave withContainer out here");
    }
    container.archive().ifPresent(file -> problems.addAll(readable("container.archive", file)));
    Path logins = container.registryLogins().orElse(null);
    if (logins != null) {
      List<String> unreadable = readable("container.registryLogins", logins);
      problems.addAll(unreadable);
      if (unreadable.isEmpty()) {
        try {
          RegistryLogins.parse(LocalFiles.read(logins).orElse(""));
        } catch (CloudTikException e) {
          problems.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return problems;
  }

  static List<String> readable(String path, Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file)
        ? List.of()
        : List.of("%s: expected a readable file, got %s".formatted(path, file));
  }

  /** Uploads its files. */
  static void upload(WorkspaceContext workspace, ClusterRecord record) {
    ContainerSpec container = record.spec().container().orElse(null);
    if (container == null) {
      return;
    }
    container
        .archive()
        .ifPresent(
            file -> workspace.storage().data().put(ContainerWish.archivePlace(record.uid()), file));
    container
        .registryLogins()
        .flatMap(LocalFiles::read)
        .ifPresent(
            text ->
                workspace
                    .records()
                    .put(RecordKeys.registryLogins(record.uid()), new LoginsRecord(text)));
  }

  /** Returns the text with the logins, if the cluster has any. */
  static Optional<String> logins(WorkspaceContext workspace, ClusterRecord record) {
    return workspace
        .records()
        .value(RecordKeys.registryLogins(record.uid()), LoginsRecord.class)
        .map(LoginsRecord::file);
  }

  /** Returns what the head is to be; null for no container. */
  static @Nullable ContainerWish wish(
      WorkspaceContext workspace, ClusterRecord record, NodeShape shape) {
    ContainerSpec container = record.spec().container().orElse(null);
    if (container == null) {
      return null;
    }
    return new ContainerWish(
        container,
        workspace.provider().sharedDirectories(),
        SharedMemory.of(record.spec(), shape),
        container.archive().map(file -> archive(workspace, record, file)).orElse(null),
        logins(workspace, record).map(RegistryLogins::parse).orElse(null));
  }

  /** Another client than the one that began may go on with a start. */
  private static Path archive(WorkspaceContext workspace, ClusterRecord record, Path given) {
    if (Files.isReadable(given)) {
      return given;
    }
    ObjectArea data = workspace.storage().data();
    Path kept = Home.cache("images").resolve(record.uid());
    if (!Files.exists(kept)) {
      LocalFiles.makeParent(kept);
      data.fetch(ContainerWish.archivePlace(record.uid()), kept);
    }
    return kept;
  }
}
