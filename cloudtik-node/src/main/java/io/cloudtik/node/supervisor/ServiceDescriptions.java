/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The descriptions of services in a folder, one in each {@code <name>/service.json}, in the order
 * in which they were written. A file is only read again when it was touched; one that cannot be
 * read counts as it was before. Not thread-safe.
 */
final class ServiceDescriptions {
  private static final Logger logger = LoggerFactory.getLogger(ServiceDescriptions.class);
  private static final String FILE = "service.json";

  private final Path folder;
  private final Map<String, Known> known = new HashMap<>();
  private final Map<String, String> troubles = new HashMap<>();

  ServiceDescriptions(Path folder) {
    this.folder = folder;
  }

  /** Returns the descriptions of now by name. */
  Map<String, ServiceSpec> read() {
    List<Known> found = new ArrayList<>();
    for (String name : names()) {
      Known one = read(name);
      if (one != null) {
        found.add(one);
      }
    }
    found.sort(Comparator.comparing(Known::written).thenComparing(one -> one.spec().name()));
    Map<String, ServiceSpec> specs = new LinkedHashMap<>();
    found.forEach(one -> specs.put(one.spec().name(), one.spec()));
    return specs;
  }

  /** Returns the names of the directories in the folder, described or not. */
  List<String> names() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      logger.warn("folder={} cannot be read: {}", folder, e.toString());
      return List.copyOf(known.keySet());
    }
  }

  private @Nullable Known read(String name) {
    Path file = folder.resolve(name).resolve(FILE);
    Known before = known.get(name);
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (before != null && before.unchanged(now)) {
        return before;
      }
      ServiceSpec spec = Json.read(LocalFiles.read(file).orElseThrow(), ServiceSpec.class);
      if (!spec.name().equals(name)) {
        throw new IOException("expected the name '" + name + "', got '" + spec.name() + "'");
      }
      // A description that is only written anew keeps its place.
      FileTime written =
          before != null && before.spec().equals(spec) ? before.written() : now.lastModifiedTime();
      Known after = new Known(spec, written, now.lastModifiedTime(), now.size());
      known.put(name, after);
      troubles.remove(name);
      return after;
    } catch (NoSuchFileException e) {
      known.remove(name);
      return null;
    } catch (IOException | CloudTikException e) {
      if (!e.toString().equals(troubles.put(name, e.toString()))) {
        logger.warn("service={} its description cannot be read: {}", name, e.getMessage());
      }
      return before;
    }
  }

  private record Known(ServiceSpec spec, FileTime written, FileTime modified, long size) {
    boolean unchanged(BasicFileAttributes now) {
      return modified.equals(now.lastModifiedTime()) && size == now.size();
    }
  }
}
