/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk in memory of its own, which only root can make. */
final class SmallDisk implements AutoCloseable {
  private static final int PIECE = 64 << 10;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Says whether this user may make disks; prints what is not tested otherwise. */
  static boolean possible() {
    boolean root = isRoot() && Files.isReadable(Path.of("/proc/mounts"));
    if (!root) {
      System.out.println("NOT TESTED, as only root on Linux can: disks that are full or noexec");
    }
    return root;
  }

  /** Says whether this user is the one who may do everything. */
  static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  static SmallDisk mount(Path directory, String options) throws Exception {
    Files.createDirectories(directory);
    run("mount", "-t", "tmpfs", "-o", "mode=0700," + options, "tmpfs", directory.toString());
    return new SmallDisk(directory);
  }

  Path directory() {
    return directory;
  }

  /** Returns the file that {@link #drain} deletes. */
  Path ballast() {
    return directory.resolve("ballast");
  }

  /** Fills the disk until nothing but {@code free} bytes are left, to the last byte if 0. */
  void fill(long free) throws IOException {
    drain();
    long size = Files.getFileStore(directory).getUsableSpace() - free;
    try (OutputStream out = Files.newOutputStream(ballast())) {
      byte[] piece = new byte[PIECE];
      for (long written = 0; free == 0 || written < size; written += PIECE) {
        out.write(piece);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  /** Makes room. */
  void drain() throws IOException {
    Files.deleteIfExists(ballast());
  }

  void mountAgain(String options) throws Exception {
    run("mount", "-o", "remount," + options, directory.toString());
  }

  @Override
  public void close() throws Exception {
    run("umount", "-l", directory.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + said).isZero();
  }
}
