/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import java.nio.file.Files;
import java.time.Clock;

/**
 * The storage of a workspace in a directory, closed to all but its owner:
 *
 * <pre>{@code
 * workspace.properties   format of this directory; nothing without it is changed or deleted
 * store/                 documents
 * control/               objects that heads trust
 * data/                  objects of users and jobs
 * }</pre>
 *
 * <p>Several processes, and several computers that share the directory, may use it at the same time
 * if the file system has what <a
 * href="https://pubs.opengroup.org/onlinepubs/9699919799/functions/fcntl.html">POSIX</a> says of
 * {@code rename} and of record locks between all of them. Thread-safe.
 */
public final class DirectoryStorage implements WorkspaceStorage {
  /** The id of the resource that all others depend on. */
  public static final String ROOT = WorkspaceRoot.ID;

  /** The id, and the name, of the directory of the documents. */
  public static final String STORE = "store";

  /** The id, and the name, of the directory of the objects that heads trust. */
  public static final String CONTROL = "control";

  /** The id, and the name, of the directory of the objects of users and jobs. */
  public static final String DATA = "data";

  private final DirectoryPlace place;
  private final WorkspaceRoot root;
  private final DirectoryStore documents;
  private final DirectoryObjects control;
  private final DirectoryObjects data;

  /** Makes a storage; nothing is looked at or made. */
  public DirectoryStorage(DirectoryPlace place, Clock clock) {
    this.place = place;
    this.root = new WorkspaceRoot(place);
    this.documents = new DirectoryStore(place.root().resolve(STORE), clock);
    this.control = new DirectoryObjects(place.root().resolve(CONTROL));
    this.data = new DirectoryObjects(place.root().resolve(DATA));
  }

  /** Returns the directory with its mark, which exists before everything in it. */
  public WorkspaceResource root() {
    return root;
  }

  /** Returns a directory of the workspace: one of those above, or one of the provider's own. */
  public WorkspaceResource directory(String name) {
    return directory(name, () -> {});
  }

  /**
   * Returns a directory of the workspace.
   *
   * @param beforeDelete is run before it is deleted; what it throws keeps the directory
   */
  public WorkspaceResource directory(String name, Runnable beforeDelete) {
    return new DirectoryResource(place, root, place.root().resolve(name), beforeDelete);
  }

  /**
   * Returns this storage, which need not exist yet.
   *
   * @throws io.cloudtik.error.ProviderException if it exists and must not be used
   */
  public DirectoryStorage ifUsable() {
    if (Files.exists(place.root())) {
      requireUsable();
    }
    return this;
  }

  /** Throws unless the workspace is there, ours, and closed to others. */
  public void requireUsable() {
    root.requireUsable();
  }

  /** Throws if there is something under this name that is not ours to change. */
  public void requireMarked() {
    root.requireMarked();
  }

  @Override
  public WorkspaceStore documents() {
    return documents;
  }

  @Override
  public ObjectArea control() {
    return control;
  }

  @Override
  public ObjectArea data() {
    return data;
  }
}
