/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@code manifest.sh} tells of a path of the machine. */
final class Manifest {
  private static final int OCTAL = 8;

  /** Is given each file when the machine has read it, and may take its time. */
  interface FileReader {
    void read(String name, Tree.Entry file);
  }

  private final String base;
  private final FileReader files;
  private final Map<String, Tree.Entry> entries = new TreeMap<>();

  /** Makes one for a path that ends with a name. */
  Manifest(String name, FileReader files) {
    this.base = "./" + name;
    this.files = files;
  }

  /** Reads to the end. */
  void read(InputStream in) throws IOException {
    NulParts parts = new NulParts(in);
    for (String part = parts.next(); part != null; part = parts.next()) {
      if (part.charAt(1) == ' ') {
        entry(part.split(" ", 4), String.valueOf(parts.next()));
      } else {
        // After the hash come a space and another one, or an asterisk.
        int space = part.indexOf(' ');
        content(below(part.substring(space + 2)), part.substring(0, space));
      }
    }
  }

  private void content(String name, String hash) {
    Tree.Entry file = entries.get(name);
    if (file != null) {
      Tree.Entry whole = file.withContent(hash);
      entries.put(name, whole);
      files.read(name, whole);
    }
  }

  private void entry(String[] words, String link) {
    int mode = Integer.parseInt(words[1], OCTAL);
    entries.put(
        below(words[3]),
        switch (words[0]) {
          case "f" -> Tree.Entry.file(mode, Long.parseLong(words[2]));
          case "d" -> Tree.Entry.directory(mode);
          case "l" -> Tree.Entry.link(link);
          default -> Tree.Entry.other();
        });
  }

  private String below(String path) {
    return path.equals(base) ? "" : path.substring(base.length() + 1);
  }

  Tree tree() {
    return new Tree(entries);
  }
}
