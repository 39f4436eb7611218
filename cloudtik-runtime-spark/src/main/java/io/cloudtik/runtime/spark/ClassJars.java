/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes jars of classes that are in none, in a directory of this JVM that goes with it. The same
 * classes make the same jar, byte for byte, and only once.
 */
final class ClassJars {
  /** The oldest time that a zip file can say. */
  private static final LocalDateTime THEN = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final Object LOCK = new Object();
  private static @Nullable Path directory;

  private ClassJars() {}

  /** Returns a jar with the classes of an origin; it is the origin itself if that is a jar. */
  static Path of(ClassOrigin origin) {
    try {
      if (Files.isDirectory(origin.file())) {
        return made(out -> packFolder(origin.file(), out));
      }
      if (origin.inside().isEmpty()) {
        return origin.file();
      }
      return origin.inside().endsWith(".jar")
          ? made(out -> copy(origin, out))
          : made(out -> repack(origin, out));
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "the classes of %s %s cannot be read for a job: %s"
              .formatted(origin.file(), origin.inside(), e),
          e);
    }
  }

  private static void packFolder(Path folder, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> tree = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile).sorted()::iterator) {
        add(zip, folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
  }

  private static void repack(ClassOrigin origin, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out);
        ZipFile outer = new ZipFile(origin.file().toFile())) {
      Predicate<ZipEntry> wanted =
          entry -> entry.getName().startsWith(origin.inside()) && !entry.isDirectory();
      List<? extends ZipEntry> entries = outer.stream().filter(wanted).toList();
      if (entries.isEmpty()) {
        throw new IOException("nothing lies there");
      }
      for (ZipEntry entry : entries) {
        String name = entry.getName().substring(origin.inside().length());
        add(zip, name, outer.getInputStream(entry).readAllBytes());
      }
    }
  }

  private static void copy(ClassOrigin origin, OutputStream out) throws IOException {
    try (out;
        ZipFile outer = new ZipFile(origin.file().toFile())) {
      ZipEntry entry = outer.getEntry(origin.inside());
      if (entry == null) {
        throw new IOException("no such jar inside");
      }
      outer.getInputStream(entry).transferTo(out);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(THEN);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private interface Filling {
    void into(OutputStream out) throws IOException;
  }

  private static Path made(Filling filling) throws IOException {
    Path draft = Files.createTempFile(directory(), "draft", "");
    try {
      filling.into(Files.newOutputStream(draft));
      Path jar = draft.resolveSibling(Hashes.of(draft, "SHA-256").substring(0, 16) + ".jar");
      Files.move(draft, jar, StandardCopyOption.ATOMIC_MOVE);
      jar.toFile().deleteOnExit();
      return jar;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Path directory() throws IOException {
    synchronized (LOCK) {
      Path known = directory;
      if (known == null || !Files.isDirectory(known)) {
        known = Files.createTempDirectory("cloudtik-classes");
        known.toFile().deleteOnExit();
        directory = known;
      }
      return known;
    }
  }
}
