/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.runtime.spark.maven.JarRequest;
import io.cloudtik.spi.runtime.HookContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Spark lacks to read and write S3: Hadoop's file system {@code s3a} in the version of the
 * Hadoop that this Spark has, the three modules of the AWS SDK that it uses in place of the bundle
 * of all of them, and Spark's committers for object stores. About 15 MB.
 */
final class S3aJars {
  /** The scheme of addresses for which these are needed. */
  static final String SCHEME = "s3a";

  static final String FILE_SYSTEM = "hadoop-aws";
  static final String COMMITTERS = "spark-hadoop-cloud_";

  /**
   * Later ones send checksums by default that Hadoop 3.4 does not expect, and that other stores
   * than S3 itself do not know; this is the one that Hadoop 3.4.2 was made with.
   */
  private static final String SDK = "2.29.52";

  private static final List<String> SDK_MODULES = List.of("s3", "s3-transfer-manager", "sts");
  private static final String BUNDLE = "software.amazon.awssdk:bundle";

  private final SparkVersion spark;
  private final JarNames there;
  private final FetchedJars jars;

  /**
   * Makes one for a Spark.
   *
   * @param source says how Maven repositories are asked, also for a Spark from elsewhere
   * @param there the jars of that Spark
   */
  S3aJars(SparkSource source, JarNames there, HookContext context) {
    this.spark = SparkVersion.of(there);
    this.there = there;
    MavenSource maven = source instanceof MavenSource chosen ? chosen : MavenSource.byDefault();
    this.jars = new FetchedJars(maven, context, "S3 for Spark " + spark.spark());
  }

  /**
   * Returns the jars that Spark lacks, fetching what is missing; none if it has its own.
   *
   * @throws CloudTikException with {@code ARTIFACT_UNRESOLVED} if there are none for its Hadoop
   */
  List<Path> fetch() {
    if (there.version(FILE_SYSTEM).isPresent()) {
      return List.of();
    }
    return jars.fetch(request()).stream().filter(this::lacking).toList();
  }

  /**
   * Names of artifacts are unique in their group only, and a module of the SDK is "annotations".
   */
  private boolean lacking(Path jar) {
    boolean ofSdk = jar.toString().contains("/software/amazon/");
    return ofSdk ? !there.has(jar) : !there.hasArtifactOf(jar);
  }

  JarRequest request() {
    List<String> roots =
        Stream.concat(
                Stream.of("org.apache.hadoop:" + FILE_SYSTEM + ":" + hadoop()),
                SDK_MODULES.stream().map(module -> "software.amazon.awssdk:" + module + ":" + SDK))
            .toList();
    String suffix = "_" + spark.scala() + ":" + spark.spark();
    return jars.request(
        roots,
        List.of("org.apache.spark:spark-hadoop-cloud" + suffix),
        List.of(BUNDLE),
        "org.apache.spark:spark-core" + suffix);
  }

  private String hadoop() {
    Optional<String> hadoop = there.version("hadoop-client-api");
    return hadoop
        .filter(version -> version.matches("3\\.([4-9]|\\d\\d)\\..*"))
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.ARTIFACT_UNRESOLVED,
                    "the workspace's data lies in S3, and Spark %s of this source has %s: expected Hadoop 3.4 or"
                            .formatted(
                                spark.spark(),
                                hadoop.map(v -> "Hadoop " + v).orElse("no hadoop-client-api jar"))
                        + " newer; take Spark 4, or a Spark that has its own hadoop-aws jar"));
  }
}
