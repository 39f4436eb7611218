/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.StoreKeys;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Objects as files below a directory. Thread-safe. */
final class DirectoryObjects implements ObjectArea {
  private static final int ATTEMPTS = 5;

  private final Path root;

  DirectoryObjects(Path root) {
    this.root = root;
  }

  @Override
  public boolean has(String path) {
    return Files.isRegularFile(file(path));
  }

  @Override
  public void put(String path, Path file) {
    Path target = file(path);
    requireFile(file, "object '" + path + "' cannot be written: ");
    if (!Files.isDirectory(root)) {
      throw unavailable("write '" + path + "'", new NoSuchFileException(root.toString()));
    }
    try {
      copy(file, target);
    } catch (IOException e) {
      throw unavailable("write '" + path + "'", e);
    }
  }

  @Override
  public void fetch(String path, Path file) {
    Path source = file(path);
    requireFile(source, "object '" + path + "' does not exist: ");
    try {
      copy(source, file.toAbsolutePath());
    } catch (IOException e) {
      throw unavailable("read '" + path + "'", e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    List<String> paths = new ArrayList<>();
    try {
      for (Path file : below(prefix)) {
        String path = root.relativize(file).toString();
        if (StoreKeys.OF_OBJECTS.allow(path) && Files.isRegularFile(file)) {
          paths.add(path);
        }
      }
    } catch (IOException e) {
      throw unavailable("list '" + prefix + "'", e);
    }
    Collections.sort(paths);
    return List.copyOf(paths);
  }

  @Override
  public void deleteAll(String prefix) {
    try {
      for (Path file : below(prefix)) {
        Files.deleteIfExists(file);
        Trees.prune(Trees.parent(file), root);
      }
      Path directory = root.resolve(StoreKeys.directory(prefix));
      if (prefix.endsWith("/") && Files.isDirectory(directory)) {
        Trees.delete(directory);
      }
    } catch (IOException e) {
      throw unavailable("delete '" + prefix + "'", e);
    }
  }

  @Override
  public URI uri(String path) {
    boolean everythingBelow = path.isEmpty() || path.endsWith("/");
    String name = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    // The JDK adds a slash to what is a directory at this moment, which an address must not tell.
    String uri = (name.isEmpty() ? root : file(name)).toUri().toString();
    String bare = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    return URI.create(everythingBelow ? bare + "/" : bare);
  }

  @Override
  public Optional<URI> readableAt(String path, Duration validity) {
    return Optional.of(uri(path));
  }

  private Path file(String path) {
    try {
      return root.resolve(StoreKeys.OF_OBJECTS.require(path));
    } catch (InvalidPathException e) {
      throw InvalidSpecException.of(
          "object path: expected characters that file names can have in the locale of this Java, got "
              + Names.quoted(path)
              + "; start it with LANG=C.UTF-8");
    }
  }

  /** Finds also what frameworks wrote under names that are no legal paths. */
  private List<Path> below(String prefix) throws IOException {
    Path start = root.resolve(StoreKeys.directory(StoreKeys.OF_OBJECTS.requirePrefix(prefix)));
    List<Path> files = new ArrayList<>();
    Trees.files(
        start,
        file -> {
          if (root.relativize(file).toString().startsWith(prefix)) {
            files.add(file);
          }
        });
    return files;
  }

  /** The file being written has a name that is no legal path, so that no listing shows it. */
  private static void copy(Path source, Path target) throws IOException {
    Path name = target.getFileName();
    Path temporary = target.resolveSibling(name + "~" + UUID.randomUUID().toString().substring(24));
    for (int attempt = 1; ; attempt++) {
      try {
        Permissions.makeDirectories(Trees.parent(target));
        WholeFiles.copy(source, temporary);
        WholeFiles.rename(temporary, target);
        return;
      } catch (NoSuchFileException | FileNotFoundException e) {
        // Somebody removed the directory, empty until now, between two of the steps.
        if (attempt == ATTEMPTS || !Files.exists(source)) {
          throw e;
        }
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }

  private static void requireFile(Path file, String what) {
    if (!Files.isRegularFile(file)) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          what + file + (Files.exists(file) ? " is not a file" : " is missing"));
    }
  }

  private CloudTikException unavailable(String what, IOException e) {
    return new CloudTikException(
        ErrorCode.STORE_UNAVAILABLE,
        "object area %s could not %s: %s".formatted(root, what, FileErrors.reason(root, e)),
        e);
  }
}
