/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What lies at a path of a machine, by name below it; the path itself has the empty name. */
record Tree(Map<String, Entry> entries) {
  private static final int KIND = 0xf000;
  private static final int DIRECTORY = 0x4000;
  private static final int FILE = 0x8000;
  private static final int LINK = 0xa000;
  private static final int PERMISSIONS = 0xfff;

  /**
   * One of them.
   *
   * @param size of a file; 0 for others
   * @param content the hash of a file, empty as long as nobody asked for it; where a link leads
   */
  record Entry(int rawMode, long size, String content) {
    boolean isDirectory() {
      return (rawMode & KIND) == DIRECTORY;
    }

    boolean isFile() {
      return (rawMode & KIND) == FILE;
    }

    boolean isLink() {
      return (rawMode & KIND) == LINK;
    }

    int mode() {
      return rawMode & PERMISSIONS;
    }

    static Entry file(int mode, long size) {
      return new Entry(FILE | mode, size, "");
    }

    static Entry directory(int mode) {
      return new Entry(DIRECTORY | mode, 0, "");
    }

    static Entry link(String target) {
      return new Entry(LINK | 0x1ff, 0, target);
    }

    /** Returns what neither file, directory nor link is. */
    static Entry other() {
      return new Entry(0, 0, "");
    }

    Entry withContent(String other) {
      return new Entry(rawMode, size, other);
    }

    /** Says whether only the content can tell two files apart. */
    boolean maybe(@Nullable Entry other) {
      return other != null && isFile() && rawMode == other.rawMode && size == other.size;
    }
  }

  /** Returns this with the contents of some files. */
  Tree withContents(Map<String, String> hashes) {
    Map<String, Entry> all = new TreeMap<>(entries);
    hashes.forEach(
        (name, hash) -> all.computeIfPresent(name, (same, entry) -> entry.withContent(hash)));
    return new Tree(all);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }
}
