/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import io.cloudtik.impl.bootstrap.DataDisks;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.spi.provider.JobAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What root lets a named user of jobs read or have. Everyone else stays out, and links are never
 * followed: they could lead anywhere.
 *
 * @param user who jobs are
 * @param roots the directories below which something may be shared: the node's, and shared data
 */
public record SharedWithJobs(JobIdentity user, Set<Path> roots) {
  private static final Set<PosixFilePermission> CLOSED =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PASSED =
      PosixFilePermissions.fromString("rwx--x---");

  /** Returns what a node shares, whose shared data has that address. */
  public static SharedWithJobs of(NodeLayout layout, String data) {
    URI address = URI.create(data);
    Set<Path> roots = new HashSet<>(DataDisks.of(layout));
    roots.add(layout.root());
    if ("file".equals(address.getScheme())) {
      roots.add(Path.of(address));
    }
    return new SharedWithJobs(JobIdentity.decided(layout), roots);
  }

  /** Lets the user read a file, or a directory with all that is in it. */
  public void open(Path tree) throws IOException {
    pass(tree);
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        boolean directory = Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS);
        if (directory || Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
          open(each, directory);
        }
      }
    }
  }

  /** What everybody may read stays as it is: it may be a second name of a file of somebody else. */
  private static void open(Path file, boolean directory) throws IOException {
    Set<PosixFilePermission> now = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    if (now.contains(PosixFilePermission.OTHERS_READ)) {
      return;
    }
    group(file);
    now.remove(PosixFilePermission.GROUP_WRITE);
    now.add(PosixFilePermission.GROUP_READ);
    if (directory) {
      now.add(PosixFilePermission.GROUP_EXECUTE);
    }
    Files.setPosixFilePermissions(file, now);
  }

  /**
   * Gives a directory, which is made if it is missing, to the user with all that is in it. What is
   * his already is not looked at again: he may have put links there.
   */
  public void give(Path directory) throws IOException {
    Files.createDirectories(directory);
    pass(directory);
    if (!Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(user.uid())) {
      Files.setPosixFilePermissions(directory, CLOSED);
      giveTree(directory, user);
    }
  }

  /** Gives a tree that nobody else can enter; its root comes last, because it opens the door. */
  static void giveTree(Path tree, JobIdentity user) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.skip(1).toList()) {
        giveOne(each, user);
      }
    }
    giveOne(tree, user);
  }

  private static void giveOne(Path file, JobIdentity user) throws IOException {
    Files.setAttribute(file, "unix:gid", user.gid(), LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(file, "unix:uid", user.uid(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Lets the user pass on the way there, where nobody can; what lies beside stays closed. */
  private void pass(Path path) throws IOException {
    for (Path root : roots) {
      if (!path.startsWith(root)) {
        continue;
      }
      // From above: what lies beside is closed before its own turn comes.
      for (int names = root.getNameCount(); names < path.getNameCount(); names++) {
        Path way = path.getRoot().resolve(path.subpath(0, names));
        if (Files.getPosixFilePermissions(way, LinkOption.NOFOLLOW_LINKS).equals(CLOSED)) {
          closeChildren(way);
          group(way);
          Files.setPosixFilePermissions(way, PASSED);
        }
      }
    }
  }

  private static void closeChildren(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
            && Files.getAttribute(child, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0)
            && !Files.getAttribute(child, "unix:gid", LinkOption.NOFOLLOW_LINKS)
                .equals(JobAccount.ID)) {
          Files.setPosixFilePermissions(child, CLOSED);
        }
      }
    }
  }

  /** Says whether a directory was opened for jobs on their way. */
  static boolean passed(Path directory) throws IOException {
    return Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS).equals(PASSED)
        && Files.getAttribute(directory, "unix:gid", LinkOption.NOFOLLOW_LINKS)
            .equals(JobAccount.ID);
  }

  private static void group(Path file) throws IOException {
    Files.setAttribute(file, "unix:gid", JobAccount.ID, LinkOption.NOFOLLOW_LINKS);
  }
}
