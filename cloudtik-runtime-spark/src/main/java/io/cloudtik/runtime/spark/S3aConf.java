/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * How Spark reaches shared data in S3. What belongs to the workspace's bucket is set for that
 * bucket only, so that jobs reach others as they are used to; what the user sets for all buckets
 * wins.
 */
final class S3aConf {
  private static final String HADOOP = "spark.hadoop.";
  private static final String S3A = "fs.s3a.";
  private static final String CLOUD = "org.apache.spark.internal.io.cloud.";

  /**
   * The role of the machine: what the endpoint for credentials of containers says where the
   * environment names one, and else the metadata service.
   */
  private static final String ROLE = "org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider";

  /**
   * What jobs of a head may do, see {@link SparkLayout#awsProfile}. Executors of such an
   * application are elsewhere, find no profile, and take the role.
   */
  private static final String PROFILE =
      "software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider," + ROLE;

  private final Map<String, String> users;
  private final boolean byProfile;
  private final Map<String, String> entries = new TreeMap<>();

  /**
   * Makes one.
   *
   * @param users what the user set, which wins
   * @param byProfile whether jobs of the node have rights of their own
   */
  S3aConf(Map<String, String> users, boolean byProfile) {
    this.users = users;
    this.byProfile = byProfile;
  }

  /**
   * Returns the entries of Spark's configuration.
   *
   * @param data the address of shared data
   * @param options what the storage says, under Hadoop's names
   * @param committers whether Spark has those for object stores
   */
  Map<String, String> entries(URI data, Map<String, String> options, boolean committers) {
    Map<String, String> all = new TreeMap<>();
    all.put(S3A + "aws.credentials.provider", byProfile ? PROFILE : ROLE);
    all.putAll(options);
    all.forEach((name, value) -> hadoop(name, value, data.getAuthority()));
    // Each process puts blocks that wait for their upload where its node has room.
    entries.put(
        HADOOP + S3A + "buffer.dir", "${env.SPARK_LOCAL_DIRS:-${java.io.tmpdir}/cloudtik-s3a}");
    if (committers) {
      entries.put(HADOOP + S3A + "committer.name", "magic");
      entries.put("spark.sql.sources.commitProtocolClass", CLOUD + "PathOutputCommitProtocol");
      entries.put(
          "spark.sql.parquet.output.committer.class", CLOUD + "BindingParquetOutputCommitter");
    }
    // A file in S3 is there once it is closed; what was closed survives the end of a driver.
    entries.put("spark.eventLog.rolling.enabled", "true");
    entries.put("spark.eventLog.rolling.maxFileSize", "10m");
    // Each look lists the logs of every application, which S3 charges for.
    entries.put("spark.history.fs.update.interval", "30s");
    return entries;
  }

  private void hadoop(String name, String value, String bucket) {
    if (!name.startsWith(S3A)) {
      entries.put(HADOOP + name, value);
    } else if (!users.containsKey(HADOOP + name)) {
      entries.put(HADOOP + S3A + "bucket." + bucket + "." + name.substring(S3A.length()), value);
    }
  }
}
