/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import io.cloudtik.impl.access.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What lies at a path of this computer, without the contents of files, which nobody may ask for.
 * Links that lead to something inside stay links; those that lead out of the tree stand for what
 * they lead to, if that is a file.
 */
final class LocalTree {
  private static final int KIND = 0xf000;
  private static final int DIRECTORY = 0x4000;
  private static final int FILE = 0x8000;
  private static final int LINK = 0xa000;
  private static final int PERMISSIONS = 0xfff;

  private LocalTree() {}

  static Tree of(Path root) {
    if (!Files.exists(root)) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING, "cannot copy " + root + ": no such file or directory");
    }
    Map<String, Tree.Entry> entries = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path each : (Iterable<Path>) paths::iterator) {
        entries.put(root.relativize(each).toString(), entry(root, each));
      }
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED, "cannot copy " + root + ": " + FileErrors.reason(root, e), e);
    }
    return new Tree(entries);
  }

  private static Tree.Entry entry(Path root, Path path) throws IOException {
    Facts own = Facts.of(path, LinkOption.NOFOLLOW_LINKS);
    boolean link = own.is(LINK);
    if (link && !path.equals(root) && Links.leadInside(root, path)) {
      return Tree.Entry.link(Files.readSymbolicLink(path).toString());
    }
    if (link && !Files.exists(path)) {
      throw Links.refused(path);
    }
    Facts facts = link ? Facts.of(path) : own;
    if (facts.is(FILE)) {
      return Tree.Entry.file(facts.mode & PERMISSIONS, facts.size);
    }
    if (facts.is(DIRECTORY) && (!link || path.equals(root))) {
      return Tree.Entry.directory(facts.mode & PERMISSIONS);
    }
    throw Links.refused(path);
  }

  private record Facts(int mode, long size) {
    static Facts of(Path path, LinkOption... options) throws IOException {
      Map<String, Object> all = Files.readAttributes(path, "unix:mode,size", options);
      return new Facts(
          (int) Objects.requireNonNull(all.get("mode")),
          (long) Objects.requireNonNull(all.get("size")));
    }

    boolean is(int kind) {
      return (mode & KIND) == kind;
    }
  }
}
