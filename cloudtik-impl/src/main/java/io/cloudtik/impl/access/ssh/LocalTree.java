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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What lies at a path of this computer. Links that lead to something inside stay links; those that
 * lead out of the tree stand for what they lead to, if that is a file.
 */
final class LocalTree {
  private static final int BUFFER = 1 << 16;
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
    if (Files.isSymbolicLink(path) && !path.equals(root) && Links.leadInside(root, path)) {
      return Tree.Entry.link(Files.readSymbolicLink(path).toString());
    }
    if (Files.isRegularFile(path)) {
      return Tree.Entry.file(mode(path), hash(path));
    }
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || path.equals(root)) {
      return Tree.Entry.directory(mode(path));
    }
    throw Links.refused(path);
  }

  private static int mode(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode") & PERMISSIONS;
  }

  static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
