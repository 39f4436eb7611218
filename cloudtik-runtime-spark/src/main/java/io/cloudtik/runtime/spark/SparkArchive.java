/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.runtime.HookContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** An archive that is fetched into the cache once, checked, and unpacked on each node. */
final class SparkArchive {
  private static final int BUFFER = 1 << 16;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final ArchiveSource source;
  private final HookContext context;

  SparkArchive(ArchiveSource source, HookContext context) {
    this.source = source;
    this.context = context;
  }

  /** Returns the checked archive in the cache. */
  Path fetch() {
    Path archive = context.cache().resolve("archive-" + source.checksum() + ".tgz");
    try {
      if (!Files.exists(archive)) {
        Path draft = Files.createTempFile(Files.createDirectories(context.cache()), "archive", "");
        try {
          download(draft);
          check(draft);
          Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(draft);
        }
      }
      return archive;
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.ARTIFACT_UNRESOLVED,
          "the archive %s could not be fetched: %s; check the address and the network"
              .formatted(source.address(), e),
          e);
    }
  }

  /** Unpacks the checked archive, without the one directory that it has at its root. */
  void unpack(Path archive, Path directory) {
    context.progress("unpacking " + source.address(), 0, 0);
    tar("-xzf", archive.toString(), "-C", directory.toString(), "--strip-components=1");
  }

  private String tar(String... arguments) {
    List<String> command = new ArrayList<>(List.of("tar"));
    command.addAll(List.of(arguments));
    try {
      Process tar = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(tar.getInputStream().readAllBytes()).strip();
      int code = tar.waitFor();
      if (code != 0) {
        throw new CloudTikException(
            ErrorCode.ARTIFACT_UNRESOLVED,
            "the archive %s could not be unpacked: tar ended with %d: %s; is it a .tgz?"
                .formatted(source.address(), code, output));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run tar; install it on the node", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudTikException(ErrorCode.INTERRUPTED, "interrupted while unpacking Spark", e);
    }
  }

  /** Returns the jars in a checked archive. */
  JarNames jars(Path archive) {
    Path list = context.cache().resolve("archive-" + source.checksum() + ".jars.txt");
    try {
      if (!Files.exists(list)) {
        context.progress("looking into " + source.address(), 0, 0);
        String all = tar("-tzf", archive.toString());
        PrivateFile.write(list, all.getBytes(StandardCharsets.UTF_8));
      }
      return JarNames.of(
          Files.readAllLines(list).stream()
              .filter(name -> name.matches("[^/]+/jars/[^/]+\\.jar|[.]/[^/]+/jars/[^/]+\\.jar"))
              .map(Path::of)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + list, e);
    }
  }

  private void download(Path draft) throws IOException {
    URLConnection connection = source.address().toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    long total = Math.max(0, connection.getContentLengthLong());
    byte[] buffer = new byte[BUFFER];
    long done = 0;
    try (InputStream in = connection.getInputStream();
        OutputStream out = Files.newOutputStream(draft)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        if (done >> 23 != (done + n) >> 23) {
          context.progress("fetching " + source.address() + " (MiB)", done >> 20, total >> 20);
        }
        done += n;
      }
    }
  }

  private void check(Path draft) throws IOException {
    String found = Hashes.of(draft, source.algorithm());
    if (!found.equals(source.checksum())) {
      throw new CloudTikException(
          ErrorCode.ARTIFACT_UNRESOLVED,
          "the archive %s has another checksum: expected %s %s, got %s; check address and checksum"
              .formatted(source.address(), source.algorithm(), source.checksum(), found));
    }
  }
}
