/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bundle;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.DiscoveryException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds bundles as class-path resources, which works from jars, class folders, fat jars and shells
 * alike, and puts them into files named by their content.
 */
public final class Bundles {
  private static final Logger logger = LoggerFactory.getLogger(Bundles.class);
  private static final String PLACE = "META-INF/cloudtik/bundles/";

  private Bundles() {}

  /** Returns a bundle of the class path. */
  public static Bundle find(String name) {
    return Stream.of(
            Optional.ofNullable(Thread.currentThread().getContextClassLoader()),
            Optional.ofNullable(Bundles.class.getClassLoader()))
        .flatMap(Optional::stream)
        .flatMap(loader -> find(name, loader).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new DiscoveryException(
                    name,
                    List.of(),
                    "no bundle '%s' on the class path (resource %s%s.properties); add"
                            .formatted(name, PLACE, name)
                        + " io.cloudtik:cloudtik-"
                        + name
                        + ", or build it once with Maven if it comes from class folders"));
  }

  private static Optional<Bundle> find(String name, ClassLoader loader) {
    URL description = loader.getResource(PLACE + name + ".properties");
    if (description == null) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (InputStream in = open(description)) {
      properties.load(in);
    } catch (IOException e) {
      throw corrupt(name, description, e);
    }
    String file = properties.getProperty("file", PLACE + name + ".jar");
    URL content = loader.getResource(file);
    String sha256 = properties.getProperty("sha256");
    if (content == null || sha256 == null) {
      throw corrupt(name, description, null);
    }
    return Optional.of(new Bundle(name, sha256, content));
  }

  /**
   * Puts a bundle into a file named by its content below a directory, unless it is there. One that
   * is there and damaged is replaced.
   */
  public static Path materialize(Bundle bundle, Path directory) {
    Path file = directory.resolve(bundle.sha256() + ".jar");
    if (intact(file, bundle.sha256())) {
      return file;
    }
    Path temporary = directory.resolve("." + UUID.randomUUID());
    try {
      Files.createDirectories(directory);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(open(bundle.content()), digest);
          OutputStream out = Files.newOutputStream(temporary)) {
        in.transferTo(out);
      }
      String actual = HexFormat.of().formatHex(digest.digest());
      if (!actual.equals(bundle.sha256())) {
        throw corrupt(bundle.name(), bundle.content(), null);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return file;
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.STORE_UNAVAILABLE,
          "cannot place bundle '%s' in %s: %s"
              .formatted(bundle.name(), directory, FileErrors.reason(directory, e)),
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new CloudTikException(ErrorCode.INTERNAL, "every Java has SHA-256", e);
    } finally {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        // What counts is the failure before; a leftover is in the way of nobody.
      }
    }
  }

  private static boolean intact(Path file, String sha256) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      boolean intact = ContentHash.read(file).equals(sha256);
      if (!intact) {
        logger.warn("bundle={} is damaged and is replaced", file);
      }
      return intact;
    } catch (IOException e) {
      // What cannot be read is replaced, or the failure to do so is told.
      return false;
    }
  }

  private static InputStream open(URL resource) throws IOException {
    var connection = resource.openConnection();
    // Caches keep jars open for ever and show the old content after a rebuild.
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  private static CloudTikException corrupt(String name, URL where, @Nullable IOException e) {
    return new CloudTikException(
        ErrorCode.STORE_CORRUPT,
        "bundle '%s' at %s is damaged: its content does not match its description; get the jar again"
            .formatted(name, where),
        e);
  }
}
