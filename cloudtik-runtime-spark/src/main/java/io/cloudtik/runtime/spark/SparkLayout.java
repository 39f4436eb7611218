/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the parts of Spark lie in the directory of this runtime on a node. */
record SparkLayout(Path home) {
  static final String STORAGE = "cloudtik-storage";

  /** The Spark installation, {@code SPARK_HOME}. */
  Path distribution() {
    return home.resolve("distribution");
  }

  Path jars() {
    return distribution().resolve("jars");
  }

  /**
   * Jars beside Spark's own that reach the storage of the workspace; missing if none are needed.
   */
  Path storage() {
    return storage(distribution());
  }

  static Path storage(Path distribution) {
    return distribution.resolve(STORAGE);
  }

  /** Says whether Spark has committers for object stores. */
  boolean hasCommitters() {
    return Stream.of(jars(), storage())
        .flatMap(directory -> JarNames.in(directory).names().stream())
        .anyMatch(jar -> jar.startsWith(S3aJars.COMMITTERS));
  }

  /** Our own classes that run inside of Spark's processes. */
  Path inside() {
    return home.resolve("inside");
  }

  /** The configuration of this node, {@code SPARK_CONF_DIR}. */
  Path conf() {
    return home.resolve("conf");
  }

  /** Spark's configuration; it has the cluster's secret, so only its owner can read it. */
  Path defaults() {
    return conf().resolve("spark-defaults.conf");
  }

  /** Says to the SDK of AWS how it gets what jobs of this node may do; there on some heads only. */
  Path awsProfile() {
    return conf().resolve("aws-profile");
  }

  /** The file from which executors take the cluster's secret. */
  Path token() {
    return conf().resolve("token");
  }

  /** The log settings of jobs, which are quieter than services. */
  Path jobLog() {
    return conf().resolve("log4j2-job.properties");
  }

  /** Where a Master finds the workers and applications again that it had before it was killed. */
  Path recovery() {
    return home.resolve("recovery");
  }

  /** Scratch space of the node's Spark processes. */
  Path temporary() {
    return home.resolve("tmp");
  }
}
