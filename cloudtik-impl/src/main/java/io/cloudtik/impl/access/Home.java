/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.nio.file.Path;

/** The directory of this user for everything that is no workspace: caches only. */
public final class Home {
  /** The variable of the environment that names it. */
  public static final String VARIABLE = "CLOUDTIK_HOME";

  private Home() {}

  /** Returns the system property {@code cloudtik.home}, the variable, or {@code ~/.cloudtik}. */
  public static Path path() {
    String property = System.getProperty("cloudtik.home");
    if (property != null && !property.isBlank()) {
      return Path.of(property).toAbsolutePath();
    }
    String variable = System.getenv(VARIABLE);
    return variable != null && !variable.isBlank()
        ? Path.of(variable).toAbsolutePath()
        : Path.of(System.getProperty("user.home"), ".cloudtik");
  }

  /** Returns a directory that may be deleted at any time. */
  public static Path cache(String name) {
    return path().resolve("cache").resolve(name);
  }
}
