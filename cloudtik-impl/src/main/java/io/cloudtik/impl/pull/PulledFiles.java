/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.Links;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.impl.pull.PulledFile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a node with where they are here. Immutable. */
public final class PulledFiles {
  private final Map<PulledFile, Path> files;

  private PulledFiles(Map<PulledFile, Path> files) {
    this.files = files;
  }

  /** Looks at all files of these parts. */
  public static PulledFiles of(BootstrapParts parts) {
    Map<PulledFile, Path> files = new LinkedHashMap<>();
    parts.bundles().forEach((name, jar) -> add(files, Kind.BUNDLES, jar, name + ".jar"));
    Path own = parts.files();
    if (own != null) {
      add(files, Kind.FILES, own, "");
    }
    parts.prepared().forEach((name, tree) -> add(files, Kind.PREPARED, tree, name));
    return new PulledFiles(files);
  }

  /** Returns all of them, in an order that does not change. */
  public List<PulledFile> all() {
    return List.copyOf(files.keySet());
  }

  /** Returns each file that is not a link, with where it is here. */
  public Map<PulledFile, Path> contents() {
    Map<PulledFile, Path> contents = new LinkedHashMap<>(files);
    contents.keySet().removeIf(file -> file.link() != null);
    return contents;
  }

  private static void add(Map<PulledFile, Path> files, Kind kind, Path top, String name) {
    try (Stream<Path> paths = Files.walk(top)) {
      for (Path each : (Iterable<Path>) paths.sorted()::iterator) {
        String below = top.relativize(each).toString();
        String path = name.isEmpty() || below.isEmpty() ? name + below : name + "/" + below;
        if (Files.isSymbolicLink(each) && !each.equals(top) && Links.leadInside(top, each)) {
          String leads = Files.readSymbolicLink(each).toString();
          files.put(new PulledFile(kind, path, "", 0, "rwxrwxrwx", leads), each);
        } else if (Files.isRegularFile(each)) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
          files.put(
              new PulledFile(kind, path, ContentHash.of(each), Files.size(each), mode, null), each);
        } else if (!Files.isDirectory(each)) {
          throw Links.refused(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gets what a file holds. */
  @FunctionalInterface
  public interface Source {
    /** Writes what {@code file} holds to {@code target}, which is replaced. */
    void fetch(PulledFile file, Path target);
  }

  /**
   * Fetches files that are not there yet, and returns the parts of a node that they are.
   *
   * @param directory below which they go
   * @param others what else the parts have
   */
  public static BootstrapParts fetched(
      List<PulledFile> files, Path directory, Source source, BootstrapParts others) {
    Map<String, Path> bundles = new LinkedHashMap<>();
    Map<String, Path> prepared = new LinkedHashMap<>();
    Path own = null;
    for (PulledFile file : files) {
      Path top = directory.resolve(file.kind().name());
      Path target = top.resolve(file.path()).normalize();
      if (!target.startsWith(top)) {
        throw new CloudTikException(
            ErrorCode.PROTOCOL_MISMATCH, "expected a file below " + top + ", got " + file.path());
      }
      fetch(file, target, source);
      switch (file.kind()) {
        case BUNDLES -> bundles.put(file.path().replaceFirst("[.]jar$", ""), target);
        case FILES -> own = top;
        case PREPARED -> {
          Path runtime = top.relativize(target).getName(0);
          prepared.put(runtime.toString(), top.resolve(runtime));
        }
      }
    }
    return new BootstrapParts(
        others.spec(),
        others.secrets(),
        others.redis(),
        others.published(),
        bundles,
        own,
        prepared,
        others.java(),
        null);
  }

  private static void fetch(PulledFile file, Path target, Source source) {
    try {
      LocalFiles.makeParent(target);
      if (file.link() != null) {
        Files.deleteIfExists(target);
        Files.createSymbolicLink(target, Path.of(file.link()));
        return;
      }
      if (!Files.isRegularFile(target) || !ContentHash.of(target).equals(file.sha256())) {
        source.fetch(file, target);
        String found = ContentHash.of(target);
        if (!found.equals(file.sha256())) {
          Files.deleteIfExists(target);
          throw new CloudTikException(
              ErrorCode.PROTOCOL_MISMATCH,
              "expected the file %s with SHA-256 %s, got one with %s; it was thrown away"
                  .formatted(file.path(), file.sha256(), found));
        }
      }
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(file.mode()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
