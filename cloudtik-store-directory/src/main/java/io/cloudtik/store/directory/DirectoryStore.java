/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoreKeys;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Documents as files below {@code documents/} of a directory. Reads take no lock: each file is
 * replaced whole. Writes of all processes follow one another by the lock. Thread-safe.
 */
final class DirectoryStore implements WorkspaceStore {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path root;
  private final Path documents;
  private final ExclusiveLock lock;
  private final ExpirySweep sweep;
  private final Clock clock;

  DirectoryStore(Path root, Clock clock) {
    this.root = root;
    this.documents = root.resolve("documents");
    this.lock = new ExclusiveLock(root.resolve("lock"));
    this.sweep = new ExpirySweep(root, documents, clock);
    this.clock = clock;
  }

  @Override
  public Optional<StoredDocument> read(String key) {
    Path file = documents.resolve(StoreKeys.OF_DOCUMENTS.require(key));
    try {
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        return Optional.empty();
      }
      StoredDocument document = StoredFile.decode(key, file, Files.readAllBytes(file));
      return Optional.of(document).filter(this::live);
    } catch (NoSuchFileException e) {
      requireRoot(e);
      return Optional.empty();
    } catch (IOException e) {
      if (shadowed(file)) {
        return Optional.empty();
      }
      throw unavailable("read '" + key + "'", e);
    }
  }

  @Override
  public StoredDocument write(
      String key, String text, WriteCondition condition, @Nullable Duration expiry) {
    Path file = documents.resolve(StoreKeys.OF_DOCUMENTS.require(key));
    try {
      return lock.hold(
          () -> {
            require(key, condition);
            sweep.runWhenDue();
            @Nullable Instant expiresAt = expiry == null ? null : clock.instant().plus(expiry);
            StoredDocument document = StoredDocument.of(key, newVersion(), text, expiresAt);
            byte[] content = StoredFile.encode(document);
            makeRoom(key, file);
            WholeFiles.write(file, root.resolve("next"), content);
            return document;
          });
    } catch (IOException e) {
      throw unavailable("write '" + key + "'", e);
    }
  }

  @Override
  public void delete(String key, WriteCondition condition) {
    Path file = documents.resolve(StoreKeys.OF_DOCUMENTS.require(key));
    try {
      lock.hold(
          () -> {
            require(key, condition);
            if (Files.isRegularFile(file)) {
              Files.delete(file);
              Trees.prune(Trees.parent(file), documents);
            }
            return file;
          });
    } catch (IOException e) {
      throw unavailable("delete '" + key + "'", e);
    }
  }

  @Override
  public List<String> list(String prefix) {
    Path start =
        documents.resolve(StoreKeys.directory(StoreKeys.OF_DOCUMENTS.requirePrefix(prefix)));
    Instant now = clock.instant();
    List<String> keys = new ArrayList<>();
    try {
      Trees.files(
          start,
          file -> {
            String key = documents.relativize(file).toString();
            if (key.startsWith(prefix) && StoreKeys.OF_DOCUMENTS.allow(key) && present(file, now)) {
              keys.add(key);
            }
          });
    } catch (IOException e) {
      throw unavailable("list '" + prefix + "'", e);
    }
    if (keys.isEmpty()) {
      requireRoot(null);
    }
    Collections.sort(keys);
    return List.copyOf(keys);
  }

  /**
   * Anything may replace or delete a corrupt document, so that it can be mended by programs too.
   */
  private void require(String key, WriteCondition condition) {
    if (condition.equals(WriteCondition.always())) {
      return;
    }
    @Nullable String actual = read(key).map(StoredDocument::version).orElse(null);
    if (!condition.holdsFor(actual)) {
      throw new StateConflictException(
          key, condition.toString(), actual == null ? "absent" : actual);
    }
  }

  private void makeRoom(String key, Path file) throws IOException {
    if (shadowed(file) || Files.isDirectory(file)) {
      throw InvalidSpecException.of(
          "key: expected none that is the directory of another key, got '" + key + "'");
    }
    Permissions.makeDirectories(Trees.parent(file));
  }

  private boolean shadowed(Path file) {
    for (Path p = file.getParent(); p != null && p.startsWith(documents); p = p.getParent()) {
      if (Files.isRegularFile(p)) {
        return true;
      }
    }
    return false;
  }

  private static boolean present(Path file, Instant now) throws IOException {
    try {
      return !StoredFile.expired(file, now);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private boolean live(StoredDocument document) {
    return document.expiry().map(clock.instant()::isBefore).orElse(true);
  }

  /**
   * The time tells people the order; the random part alone makes it unique, also after a delete.
   */
  private String newVersion() {
    byte[] random = new byte[10];
    RANDOM.nextBytes(random);
    return Long.toString(clock.millis(), 36) + "-" + HexFormat.of().formatHex(random);
  }

  /** A store that is not there must not look like an empty one: decisions rest on absence too. */
  private void requireRoot(@Nullable IOException cause) {
    if (!Files.isDirectory(root)) {
      throw unavailable("use it", cause == null ? new NoSuchFileException(root.toString()) : cause);
    }
  }

  private CloudTikException unavailable(String what, IOException e) {
    String reason =
        e instanceof NoSuchFileException
            ? "the directory does not exist; create the workspace first"
            : FileErrors.reason(root, e);
    return new CloudTikException(
        ErrorCode.STORE_UNAVAILABLE,
        "workspace store %s could not %s: %s".formatted(root, what, reason),
        e);
  }
}
