/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Small documents with conditional writes, shared by every client and head of a workspace.
 *
 * <p>Keys are segments of {@code [A-Za-z0-9._-]}, joined by {@code /}; a segment is not {@code .}
 * or {@code ..}. A key may not be the prefix directory of another key. Documents are text of at
 * most 1 MiB. A read that follows a finished write sees it or a later one, from any machine. A
 * write that failed with anything but {@link io.cloudtik.error.StateConflictException} may have
 * been applied: read again before repeating it. Implementations are thread-safe.
 */
public interface WorkspaceStore {
  /** Returns the live document of that key; an expired one is absent. */
  Optional<StoredDocument> read(String key);

  /**
   * Writes a whole document if the condition holds.
   *
   * @param expiry after which the document counts as absent; null means it stays
   * @return the document with its new version
   * @throws io.cloudtik.error.StateConflictException if the condition does not hold; nothing was
   *     written
   */
  StoredDocument write(
      String key, String text, WriteCondition condition, @Nullable Duration expiry);

  /**
   * Deletes a document if the condition holds. An absent document satisfies {@code always}.
   *
   * @throws io.cloudtik.error.StateConflictException if the condition does not hold
   */
  void delete(String key, WriteCondition condition);

  /**
   * Returns the keys of live documents that start with {@code prefix}, sorted. The prefix need not
   * end at a segment.
   */
  List<String> list(String prefix);
}
