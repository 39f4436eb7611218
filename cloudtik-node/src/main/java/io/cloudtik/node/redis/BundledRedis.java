/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import io.cloudtik.impl.bundle.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;

/** The redis-server 7.0.15 that the node bundle has for common systems, known by its hash. */
final class BundledRedis {
  private static final Map<String, String> SHA256 =
      Map.of(
          "linux-amd64", "c0cdeef856b3410fd99d6ec6fc6a20302e69059b00ce5d6abab7b3e5069ea91e",
          "linux-arm64", "d5c7ff117caf45d7dc2f59c1f956e1830438779947d66aa5647c2cdcc16eca50",
          "darwin-amd64", "e22a3d9147802bba0724efb2e446c49e1e514e76ff8031bb6d44b8628400d8f3",
          "darwin-arm64", "07838a2eb6f5961c89d8e6f1f83482de355dfc6bb04e05bfb00ae1f137dee129");

  private BundledRedis() {}

  /**
   * Puts the program for this system into a file of its owner; one that is there and right stays.
   *
   * @throws IOException if there is none for this system or it is not the known one; says why
   */
  static Path extract(Path target) throws IOException {
    return extract(platform(System.getProperty("os.name"), System.getProperty("os.arch")), target);
  }

  static Path extract(String platform, Path target) throws IOException {
    String expected = SHA256.get(platform);
    if (expected == null) {
      throw new IOException("there is none for " + platform);
    }
    if (Files.isExecutable(target) && expected.equals(ContentHash.of(Files.readAllBytes(target)))) {
      return target;
    }
    byte[] program = load("/redis-server-7.0.15-" + platform);
    String actual = ContentHash.of(program);
    if (!actual.equals(expected)) {
      throw new IOException(
          "damaged: %d bytes with SHA-256 %s, expected %s"
              .formatted(program.length, actual, expected));
    }
    write(target, program);
    return target;
  }

  static String platform(String system, String architecture) {
    String os = system.toLowerCase(Locale.ROOT);
    String cpu =
        switch (architecture.toLowerCase(Locale.ROOT)) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> architecture;
        };
    return (os.startsWith("mac") ? "darwin" : os.replace(' ', '-')) + "-" + cpu;
  }

  private static byte[] load(String resource) throws IOException {
    try (InputStream in = BundledRedis.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }

  private static void write(Path target, byte[] program) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary =
        Files.createTempFile(
            folder,
            ".redis-server",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      Files.write(temporary, program);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
