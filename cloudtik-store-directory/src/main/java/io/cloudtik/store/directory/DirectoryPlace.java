/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.error.ProviderException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a storage lies, and how its provider speaks of that. Immutable.
 *
 * @param provider the name of the provider, for its errors
 * @param home the absolute directory that the user gave
 * @param below where the storage lies below the home; the last name is that of the workspace
 * @param elsewhere how users choose another home, for example <i>choose another home with
 *     Local.at</i>
 */
public record DirectoryPlace(String provider, Path home, Path below, String elsewhere) {
  /** Returns the directory of the storage. */
  public Path root() {
    return home.resolve(below);
  }

  /**
   * Returns what a provider throws for what the operating system said.
   *
   * @param what was to be done, and on what
   * @param where it was, if nothing tells more exactly
   */
  public static ProviderException failed(String provider, String what, Path where, IOException e) {
    return new ProviderException(
        provider,
        e instanceof AccessDeniedException
            ? ErrorCode.PERMISSION_DENIED
            : ErrorCode.PROVIDER_FAILED,
        "could not %s: %s".formatted(what, FileErrors.reason(where, e)),
        e);
  }

  ProviderException failed(String what, Path where, IOException e) {
    return failed(provider, what, where, e);
  }

  /** Returns the directories from the home to the root, with both. */
  List<Path> way() {
    List<Path> way = new ArrayList<>(List.of(home));
    for (Path name : below) {
      way.add(way.get(way.size() - 1).resolve(name));
    }
    return way;
  }

  Path workspace() {
    return below.getFileName();
  }

  Path parent() {
    return Trees.parent(root());
  }

  Path format() {
    return root().resolve("workspace.properties");
  }

  ProviderException error(ErrorCode code, String message) {
    return new ProviderException(provider, code, message, null);
  }
}
