/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.impl.access.Links;
import io.cloudtik.impl.access.LocalFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A tree that comes from a machine. What the machine says is not trusted: nothing is written
 * outside of the target, nor through a link that the machine made.
 */
final class Fetched {
  private static final int BUFFER = 1 << 16;

  private final FileHash hash = new FileHash();
  private final String base;
  private final Path source;
  private final Path target;
  private final Tree tree;

  Fetched(Path source, Path target, Tree tree) {
    this.base = String.valueOf(source.getFileName());
    this.source = source;
    this.target = target;
    this.tree = tree;
    tree.entries().keySet().forEach(this::check);
  }

  private void check(String name) {
    if (!resolve(name).startsWith(target)) {
      throw refused(name);
    }
    for (String above = name; above.contains("/"); ) {
      above = above.substring(0, above.lastIndexOf('/'));
      Tree.Entry entry = tree.entries().get(above);
      if (entry == null || !entry.isDirectory()) {
        throw refused(name);
      }
    }
  }

  private Path resolve(String name) {
    return name.isEmpty() ? target : target.resolve(name).normalize();
  }

  private CloudTikException refused(String name) {
    return new CloudTikException(
        ErrorCode.EXEC_FAILED,
        "cannot fetch %s: the machine names '%s', which lies outside of it"
            .formatted(source, name));
  }

  /** Returns the files whose content or mode differs here, as the machine names them. */
  List<String> wanted() {
    List<String> names = new ArrayList<>();
    tree.entries()
        .forEach(
            (name, entry) -> {
              if (entry.isFile() && !isHere(name, entry)) {
                names.add(remote(name));
              }
            });
    return names;
  }

  /** Returns links that lead out of the tree: they stand for the file that they lead to. */
  List<String> followed() {
    List<String> names = new ArrayList<>();
    tree.entries()
        .forEach(
            (name, entry) -> {
              if (entry.isLink() && !leadsInside(name, entry)) {
                names.add(remote(name));
              }
            });
    return names;
  }

  private String remote(String name) {
    return "./" + base + (name.isEmpty() ? "" : "/" + name);
  }

  private boolean leadsInside(String name, Tree.Entry entry) {
    Path link = resolve(name);
    Path to = Path.of(entry.content());
    Path parent = link.getParent();
    return !name.isEmpty()
        && !to.isAbsolute()
        && parent != null
        && parent.resolve(to).normalize().startsWith(target);
  }

  private boolean isHere(String name, Tree.Entry entry) {
    Path path = resolve(name);
    try {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && Files.size(path) == entry.size()
          && ((int) Files.getAttribute(path, "unix:mode") & 0xfff) == entry.mode()
          && hash.of(path).equals(entry.content());
    } catch (IOException | CloudTikException e) {
      // What cannot be read is replaced, or says why it cannot.
      return false;
    }
  }

  /** Writes the files of an archive; each replaces what was there in one step. */
  void unpack(InputStream in) throws IOException {
    TarReader tar = new TarReader(new BufferedInputStream(in, BUFFER));
    for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
      String name = entry.name().substring(Math.min(entry.name().length(), remote("").length()));
      String below = name.startsWith("/") ? name.substring(1) : name;
      if (!entry.name().startsWith(remote("")) || !tree.entries().containsKey(below)) {
        throw refused(entry.name());
      }
      if (entry.type() != '0' && entry.type() != '1') {
        throw Links.refused(source.resolve(below));
      }
      file(resolve(below), entry.mode(), tar.content());
    }
  }

  private static void file(Path path, int mode, InputStream content) throws IOException {
    LocalFiles.makeParent(path);
    Path temporary = path.resolveSibling(".cloudtik-" + UUID.randomUUID());
    try {
      Files.copy(content, temporary);
      Files.setAttribute(temporary, "unix:mode", mode);
      Files.move(
          temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      LocalFiles.deleteQuietly(temporary);
    }
  }

  /** Makes directories and links, which come last so that nothing is written through them. */
  void finish() {
    try {
      for (Map.Entry<String, Tree.Entry> each : tree.entries().entrySet()) {
        Path path = resolve(each.getKey());
        if (each.getValue().isDirectory()) {
          Files.createDirectories(path);
          Files.setAttribute(path, "unix:mode", each.getValue().mode());
        } else if (each.getValue().isLink() && leadsInside(each.getKey(), each.getValue())) {
          LocalFiles.makeParent(path);
          Files.deleteIfExists(path);
          Files.createSymbolicLink(path, Path.of(each.getValue().content()));
        }
      }
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "cannot fetch " + source + " to " + target + ": " + FileErrors.reason(target, e),
          e);
    }
  }
}
