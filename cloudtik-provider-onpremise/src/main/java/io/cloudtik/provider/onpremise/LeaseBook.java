/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The leases of all workspaces of a store, in one document: a change of several is made whole, or
 * not at all, and nobody's is lost. Thread-safe, also between computers.
 */
final class LeaseBook {
  static final String KEY = "leases";

  private final WorkspaceStore documents;

  LeaseBook(WorkspaceStore documents) {
    this.documents = documents;
  }

  List<Lease> read() {
    return leases(documents.read(KEY).orElse(null));
  }

  /**
   * Changes the leases and returns what they became.
   *
   * @param change is asked again if somebody else changed them meanwhile
   */
  List<Lease> change(UnaryOperator<List<Lease>> change) {
    while (true) {
      @Nullable StoredDocument stored = documents.read(KEY).orElse(null);
      List<Lease> before = leases(stored);
      List<Lease> after = List.copyOf(change.apply(before));
      if (after.equals(before)) {
        return after;
      }
      try {
        documents.write(KEY, text(after), unchanged(stored), null);
        return after;
      } catch (StateConflictException e) {
        // Somebody else was first, so that there is something new to look at.
        continue;
      }
    }
  }

  private static WriteCondition unchanged(@Nullable StoredDocument stored) {
    return stored == null ? WriteCondition.ifAbsent() : WriteCondition.ifVersion(stored.version());
  }

  private static List<Lease> leases(@Nullable StoredDocument stored) {
    return stored == null ? List.of() : stored.text().lines().map(LeaseLine::read).toList();
  }

  private static String text(List<Lease> leases) {
    return leases.stream().map(LeaseLine::write).collect(Collectors.joining("\n"));
  }
}
