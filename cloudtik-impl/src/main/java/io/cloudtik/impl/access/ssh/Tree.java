/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.util.Map;
import java.util.TreeMap;

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
   * @param content the hash of a file, or where a link leads; empty for others
   */
  record Entry(int rawMode, String content) {
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

    static Entry file(int mode, String hash) {
      return new Entry(FILE | mode, hash);
    }

    static Entry directory(int mode) {
      return new Entry(DIRECTORY | mode, "");
    }

    static Entry link(String target) {
      return new Entry(LINK | 0x1ff, target);
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Reads what {@code manifest.sh} tells about a path that ends with this name. */
  static Tree parse(String text, String name) {
    Map<String, String> contents = new TreeMap<>();
    Map<String, Entry> entries = new TreeMap<>();
    Map<String, Integer> modes = new TreeMap<>();
    String[] parts = text.split("\0", -1);
    String section = "";
    String base = "./" + name;
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.length() <= 1) {
        section = part.isEmpty() ? section : part;
      } else if (section.equals("F")) {
        int space = part.indexOf(' ');
        contents.put(part.substring(space + 2), part.substring(0, space));
      } else if (section.equals("S")) {
        int space = part.indexOf(' ');
        modes.put(part.substring(space + 1), Integer.parseInt(part.substring(0, space), 16));
      } else if (section.equals("L") && i + 1 < parts.length) {
        // After the target come the line break of readlink and the dot that protects it.
        String target = parts[++i];
        contents.put(part, target.substring(0, target.length() - 2));
      }
    }
    modes.forEach(
        (path, mode) ->
            entries.put(
                path.equals(base) ? "" : path.substring(base.length() + 1),
                new Entry(mode, contents.getOrDefault(path, ""))));
    return new Tree(entries);
  }
}
