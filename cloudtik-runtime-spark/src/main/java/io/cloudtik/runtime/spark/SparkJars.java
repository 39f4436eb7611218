/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.runtime.spark.maven.JarRequest;
import io.cloudtik.spi.runtime.HookContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars of a Spark version from Maven repositories. */
final class SparkJars {
  private static final String SCALA = "2.13";
  private static final List<String> BASE = List.of("core", "sql");

  /** The Connect server refers to the machine learning library, which Maven does not know. */
  private static final List<String> CONNECT = List.of("connect", "mllib", "mllib-local");

  private final String version;
  private final boolean connect;
  private final MavenSource source;
  private final FetchedJars jars;

  SparkJars(Spark spark, MavenSource source, HookContext context) {
    this.version = spark.version();
    this.connect = spark.connect();
    this.source = source;
    this.jars = new FetchedJars(source, context, "Spark " + version);
  }

  /** Returns the jars, fetching what is missing. */
  List<Path> fetch() {
    return jars.fetch(request());
  }

  JarRequest request() {
    List<String> roots = new ArrayList<>();
    BASE.forEach(module -> roots.add(coordinates(module)));
    if (connect) {
      CONNECT.forEach(module -> roots.add(coordinates(module)));
    }
    roots.addAll(source.packages());
    return jars.request(roots, List.of(), List.of(), coordinates("core"));
  }

  private String coordinates(String module) {
    return "org.apache.spark:spark-" + module + "_" + SCALA + ":" + version;
  }
}
