/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The user of this process, as the file system names him. */
final class Owner {
  /** Who this user is in directories of others. */
  private static final Map<Path, UserPrincipal> THERE = new ConcurrentHashMap<>();

  private static volatile @Nullable UserPrincipal self;

  private Owner() {}

  /**
   * Asks by a file: the property {@code user.name} is only a name, and in containers not even that.
   */
  static UserPrincipal self() throws IOException {
    @Nullable UserPrincipal known = self;
    if (known == null) {
      known = ask(Path.of(System.getProperty("java.io.tmpdir")));
      self = known;
    }
    return known;
  }

  /**
   * Says whether a directory belongs to this user. A file server may know him under another name,
   * the one that it gives to all who come over the network; then what he makes there tells.
   */
  static boolean isSelf(Path directory) throws IOException {
    UserPrincipal owner = Files.getOwner(directory);
    if (owner.equals(self()) || !Files.isWritable(directory)) {
      return owner.equals(self());
    }
    @Nullable UserPrincipal there = THERE.get(directory);
    if (there == null) {
      there = ask(directory);
      THERE.put(directory, there);
    }
    return owner.equals(there);
  }

  /** Says whether the file belongs to the one who may do everything anyway. */
  static boolean isRoot(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:uid").equals(0);
  }

  private static UserPrincipal ask(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, "cloudtik", ".owner~");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.deleteIfExists(probe);
    }
  }
}
