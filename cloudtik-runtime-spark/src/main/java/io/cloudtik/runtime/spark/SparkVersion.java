/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an installation is, as its jars say.
 *
 * @param spark for example {@code 4.0.1}
 * @param scala the binary version, for example {@code 2.13}
 * @param connect whether it has a Spark Connect server
 */
record SparkVersion(String spark, String scala, boolean connect) {
  private static final Pattern CORE = Pattern.compile("spark-core_(\\d+\\.\\d+)-(.+)\\.jar");

  /** Says whether its Connect server knows tokens, which came with version 4. */
  boolean asksForToken() {
    return !spark.matches("[0-3]\\..*");
  }

  /** Looks at the jars of an installation. */
  static SparkVersion of(Path jars) {
    if (!Files.isDirectory(jars)) {
      throw noSpark(jars);
    }
    return find(JarNames.in(jars)).orElseThrow(() -> noSpark(jars));
  }

  /** Looks at the names of the jars of an installation. */
  static SparkVersion of(JarNames jars) {
    return find(jars).orElseThrow(() -> noSpark("its jars"));
  }

  private static Optional<SparkVersion> find(JarNames jars) {
    List<String> names = jars.names();
    boolean connect = names.stream().anyMatch(name -> name.startsWith("spark-connect_"));
    return names.stream()
        .map(CORE::matcher)
        .filter(Matcher::matches)
        .map(core -> new SparkVersion(core.group(2), core.group(1), connect))
        .findFirst();
  }

  private static CloudTikException noSpark(Object jars) {
    return new CloudTikException(
        ErrorCode.ARTIFACT_UNRESOLVED,
        "no Spark in "
            + jars
            + ": expected a spark-core jar; name the directory that SPARK_HOME would name");
  }
}
