/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files that are put into a container before it runs. Not thread-safe. */
final class MachineFiles {
  static final int SECRET = 0600;
  static final int READABLE = 0644;
  private static final int DIRECTORY = 0755;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  MachineFiles() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /** Adds a directory that belongs to a user and that others may pass. */
  MachineFiles directory(String path, int owner) {
    return add(new TarArchiveEntry(path + "/"), new byte[0], owner, DIRECTORY);
  }

  /** Adds a file. */
  MachineFiles file(String path, byte[] content, int owner, int mode) {
    return add(new TarArchiveEntry(path), content, owner, mode);
  }

  private MachineFiles add(TarArchiveEntry entry, byte[] content, int owner, int mode) {
    entry.setSize(content.length);
    entry.setMode((entry.isDirectory() ? 040000 : 0100000) | mode);
    entry.setIds(owner, owner);
    entry.setModTime(0);
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all of it as a tar archive; nothing can be added any more. */
  byte[] archive() {
    try {
      tar.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
