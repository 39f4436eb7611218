/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.InvalidSpecException;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a class came from: a jar, a folder, or a place inside of a jar, as in jars of Spring Boot.
 *
 * @param file the jar or the folder on disk
 * @param inside empty, or the name of a jar inside, or of a folder inside with a slash at its end
 */
record ClassOrigin(Path file, String inside) {
  /** {@code jar:file:/app.jar!/x!/} of older class loaders, {@code jar:nested:/app.jar/!x!/}. */
  private static final Pattern NESTED =
      Pattern.compile("jar:(?:file|nested):(?:///?)?(/.+?)/?!/?+(.+?)/?(?:!/?)?");

  /** Returns the origin of a class, or says why it cannot run elsewhere. */
  static ClassOrigin of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw unknown(type, "it comes from no file: it was made while this program runs");
    }
    String location = source.getLocation().toString();
    return of(location, type);
  }

  private static ClassOrigin of(String location, Class<?> type) {
    Matcher nested = NESTED.matcher(location);
    if (nested.matches()) {
      String inside = nested.group(2);
      return new ClassOrigin(
          path(nested.group(1), type), inside.endsWith(".jar") ? inside : inside + "/");
    }
    if (location.startsWith("file:")) {
      return new ClassOrigin(path(URI.create(location).getRawPath(), type), "");
    }
    throw unknown(
        type, "it comes from " + location + ", which is no jar or folder of this computer");
  }

  private static Path path(String encoded, Class<?> type) {
    try {
      return Path.of(URI.create("file://" + encoded));
    } catch (IllegalArgumentException e) {
      throw unknown(type, "'" + encoded + "' is not understood as the place of its jar");
    }
  }

  private static InvalidSpecException unknown(Class<?> type, String why) {
    return InvalidSpecException.of(
        "job.mainClass: expected a class of a jar or a folder, but of %s this is not known: %s;"
                .formatted(type.getName(), why)
            + " put it into a jar and use SparkJob.jar(jar).mainClass(name)");
  }
}
