/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of documents that have expired: readers pass over them, but nobody else would
 * ever delete them. Done once in an hour by whoever writes then, under the lock of the store.
 */
final class ExpirySweep {
  private static final Logger logger = LoggerFactory.getLogger(ExpirySweep.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Path documents;
  private final Path mark;
  private final Clock clock;

  ExpirySweep(Path root, Path documents, Clock clock) {
    this.documents = documents;
    this.mark = root.resolve("swept");
    this.clock = clock;
  }

  /** Sweeps if it is time; a failure is no reason not to write. */
  void runWhenDue() {
    Instant now = clock.instant();
    try {
      // A mark from the future was made before somebody set the clock back.
      Duration age = Duration.between(lastRun(), now);
      if (age.compareTo(EVERY) < 0 && !age.isNegative()) {
        return;
      }
      if (!Files.exists(mark)) {
        Files.createFile(mark, Permissions.ownerOnlyFile(mark));
      }
      Files.setLastModifiedTime(mark, FileTime.from(now));
      Trees.files(documents, file -> removeIfExpired(file, now));
    } catch (IOException e) {
      logger.debug("expired documents below {} could not be removed", documents, e);
    }
  }

  private Instant lastRun() throws IOException {
    try {
      return Files.getLastModifiedTime(mark).toInstant();
    } catch (NoSuchFileException e) {
      return Instant.EPOCH;
    }
  }

  private void removeIfExpired(Path file, Instant now) throws IOException {
    if (Files.isRegularFile(file) && StoredFile.expired(file, now)) {
      Files.deleteIfExists(file);
      Trees.prune(Trees.parent(file), documents);
    }
  }
}
