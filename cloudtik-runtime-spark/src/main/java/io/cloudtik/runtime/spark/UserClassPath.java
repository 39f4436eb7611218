/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The class path of a program without what a cluster has anyway: Spark with the libraries that come
 * with it, and this library.
 */
final class UserClassPath {
  private static final Pattern VERSION = Pattern.compile("(_2\\.1[23])?-\\d.*$");
  private static final Pattern FAMILIES =
      Pattern.compile(
          "(spark|hadoop|hive|scala|netty|arrow|parquet|orc|jersey|curator|log4j|cloudtik)-.+");
  private static final Set<String> LIBRARIES = libraries();

  private UserClassPath() {}

  /** Returns jars and folders, in the order of the class path. */
  static List<Path> of(String classPath) {
    Set<Path> entries = new LinkedHashSet<>();
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      if (!entry.isEmpty()) {
        add(Path.of(entry).toAbsolutePath().normalize(), entries);
      }
    }
    return entries.stream().filter(UserClassPath::isUsers).toList();
  }

  /** Launchers of IDEs and tests put a long class path into the manifest of an empty jar. */
  private static void add(Path entry, Collection<Path> entries) {
    if (!Files.exists(entry) || !entries.add(entry) || Files.isDirectory(entry)) {
      return;
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      Manifest manifest = jar.getManifest();
      String further =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (further != null) {
        for (String each : further.strip().split("\\s+")) {
          URI address = entry.toUri().resolve(each);
          if ("file".equals(address.getScheme())) {
            add(Path.of(address), entries);
          }
        }
      }
    } catch (IOException | IllegalArgumentException notAJar) {
      entries.remove(entry);
    }
  }

  private static boolean isUsers(Path entry) {
    return Files.isDirectory(entry) || !comesWithSpark(entry.getFileName().toString());
  }

  static boolean comesWithSpark(String jar) {
    String name = VERSION.matcher(jar.replaceFirst("\\.jar$", "")).replaceFirst("");
    return LIBRARIES.contains(name) || FAMILIES.matcher(name).matches();
  }

  private static Set<String> libraries() {
    try (InputStream in = UserClassPath.class.getResourceAsStream("spark-libraries.txt")) {
      if (in == null) {
        throw new IOException("spark-libraries.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("the jar of the Spark runtime is incomplete", e);
    }
  }
}
