/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.PrepareLine;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was found when runtimes were prepared for the same spec, with the same bundles and settings,
 * the last time. It saves a start the process that would only look at the same files again.
 */
final class PreparedBefore {
  private static final Logger logger = LoggerFactory.getLogger(PreparedBefore.class);

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

  /**
   * Returns what nodes elsewhere need of the last time, if nothing has to be done this time; empty
   * if something has.
   */
  Optional<Map<String, Path>> lasting() {
    try {
      return LocalFiles.read(file)
          .map(json -> Json.read(json, Note.class))
          .filter(note -> note.files().stream().map(Path::of).allMatch(Files::isRegularFile))
          .map(note -> paths(note.delivered()));
    } catch (CloudTikException e) {
      // Then it is done again, and written again.
      return Optional.empty();
    }
  }

  /** Keeps what a run said, and returns what nodes elsewhere need of it. */
  Map<String, Path> remember(PrepareLine said) {
    Map<String, String> delivered = Objects.requireNonNullElse(said.delivered(), Map.of());
    try {
      if (said.files() == null) {
        LocalFiles.deleteQuietly(file);
      } else {
        LocalFiles.write(file, Json.write(new Note(said.files(), delivered)), false);
      }
    } catch (CloudTikException e) {
      // The next start does it again.
      logger.debug("what was prepared is not remembered", e);
    }
    return paths(delivered);
  }

  private static Map<String, Path> paths(Map<String, String> delivered) {
    Map<String, Path> paths = new TreeMap<>();
    delivered.forEach((name, path) -> paths.put(name, Path.of(path)));
    return paths;
  }

  /** As it lies in the cache. */
  private record Note(List<String> files, Map<String, String> delivered) {
    Note {
      Objects.requireNonNull(files, "files");
      Objects.requireNonNull(delivered, "delivered");
    }
  }
}
