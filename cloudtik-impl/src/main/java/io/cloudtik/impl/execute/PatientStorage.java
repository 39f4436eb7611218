/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.FailureKind;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A storage whose calls are repeated: those that read or replace whole objects after every failure
 * that passes, conditional writes only if nothing was done. That there is no storage is said at
 * once.
 */
final class PatientStorage implements WorkspaceStorage {
  private final WorkspaceStorage storage;
  private final Retry repeatable;
  private final Retry refused;

  private PatientStorage(WorkspaceStorage storage, Retry retry) {
    this.storage = storage;
    this.repeatable = retry.onlyAfter(FailureKind.THROTTLED, FailureKind.UNAVAILABLE);
    this.refused = retry.onlyAfter(FailureKind.THROTTLED);
  }

  static WorkspaceStorage of(WorkspaceStorage storage, Retry retry) {
    return new PatientStorage(storage, retry);
  }

  @Override
  public WorkspaceStore documents() {
    return new Documents(storage.documents());
  }

  @Override
  public ObjectArea control() {
    return new Objects(storage.control());
  }

  @Override
  public ObjectArea data() {
    return new Objects(storage.data());
  }

  @Override
  public Duration idlePause() {
    return storage.idlePause();
  }

  private final class Documents implements WorkspaceStore {
    private final WorkspaceStore store;

    Documents(WorkspaceStore store) {
      this.store = store;
    }

    @Override
    public Optional<StoredDocument> read(String key) {
      return repeatable.call(() -> store.read(key));
    }

    @Override
    public StoredDocument write(
        String key, String text, WriteCondition condition, @Nullable Duration expiry) {
      return refused.call(() -> store.write(key, text, condition, expiry));
    }

    @Override
    public void delete(String key, WriteCondition condition) {
      refused.run(() -> store.delete(key, condition));
    }

    @Override
    public List<String> list(String prefix) {
      return repeatable.call(() -> store.list(prefix));
    }
  }

  private final class Objects implements ObjectArea {
    private final ObjectArea area;

    Objects(ObjectArea area) {
      this.area = area;
    }

    @Override
    public boolean has(String path) {
      return repeatable.call(() -> area.has(path));
    }

    @Override
    public void put(String path, Path file) {
      repeatable.run(() -> area.put(path, file));
    }

    @Override
    public void fetch(String path, Path file) {
      repeatable.run(() -> area.fetch(path, file));
    }

    @Override
    public Optional<URI> readableAt(String path, Duration validity) {
      return area.readableAt(path, validity);
    }

    @Override
    public List<String> list(String prefix) {
      return repeatable.call(() -> area.list(prefix));
    }

    @Override
    public void deleteAll(String prefix) {
      repeatable.run(() -> area.deleteAll(prefix));
    }

    @Override
    public URI uri(String path) {
      return area.uri(path);
    }

    @Override
    public Map<String, String> hadoopOptions() {
      return area.hadoopOptions();
    }
  }
}
