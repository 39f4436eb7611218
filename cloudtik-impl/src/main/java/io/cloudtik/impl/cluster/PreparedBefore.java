/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was found when runtimes were prepared for the same spec, with the same bundles and settings,
 * the last time. It saves a start the process that would only look at the same files again.
 */
final class PreparedBefore {
  private final Path file;

  /**
   * Looks at what was kept in a directory of the cache.
   *
   * @param settings whatever else the process that prepares is given
   */
  PreparedBefore(
      Path directory, ClusterSpec spec, Collection<Path> bundles, List<String> settings) {
    List<String> all = new ArrayList<>();
    all.add(Json.write(spec));
    // The names of bundles are the hashes of what is in them.
    bundles.stream().map(Path::toString).sorted().forEach(all::add);
    all.addAll(settings);
    all.add(NodeJava.current().toString());
    UUID key = UUID.nameUUIDFromBytes(Json.write(all).getBytes(StandardCharsets.UTF_8));
    file = directory.resolve(key + ".json");
  }

  /** Says whether nothing has to be done this time. */
  boolean lasts() {
    try {
      return LocalFiles.read(file)
          .map(json -> List.of(Json.read(json, String[].class)))
          .filter(files -> files.stream().map(Path::of).allMatch(Files::isRegularFile))
          .isPresent();
    } catch (CloudTikException e) {
      // Then it is done again, and written again.
      return false;
    }
  }

  /** Keeps what a run said; null forgets. */
  void remember(@Nullable List<String> files) {
    try {
      if (files == null) {
        LocalFiles.deleteQuietly(file);
      } else {
        LocalFiles.write(file, Json.write(files), false);
      }
    } catch (CloudTikException e) {
      // The next start does it again.
      return;
    }
  }
}
