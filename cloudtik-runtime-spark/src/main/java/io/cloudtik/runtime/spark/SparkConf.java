/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spi.runtime.NodeContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Spark's configuration of one node. */
final class SparkConf {
  private final Spark spark;
  private final NodeContext node;
  private final SparkLayout layout;

  SparkConf(Spark spark, NodeContext node) {
    this.spark = spark;
    this.node = node;
    this.layout = new SparkLayout(node.home());
  }

  /** Writes all files; repeating it writes the same. */
  void write(String master) {
    String secret = secret("spark");
    URI events = shared("spark/events");
    PrivateFile.write(layout.token(), SecretToken.encode(secret));
    Map<String, String> entries = entries(master, secret, events);
    if (node.head() && spark.connect()) {
      entries.put("spark.connect.authenticate.token", secret(SparkServices.CONNECT));
    }
    PrivateFile.write(layout.defaults(), render(entries));
    node.jobRights().ifPresent(this::writeProfile);
    PrivateFile.write(layout.conf().resolve("log4j2.properties"), log("info"));
    PrivateFile.write(layout.jobLog(), log("warn"));
    makeDirectory(layout.temporary());
    node.openToJobs(layout.conf());
    List.of(layout.temporary(), layout.recovery(), node.scratch()).forEach(node::giveToJobs);
    node.dataDisks().forEach(node::giveToJobs);
  }

  /**
   * The SDK runs the program again when the rights end that it printed; a profile with the rights
   * themselves it would read once.
   */
  private void writeProfile(Path rights) {
    String profile = "[default]\ncredential_process = cat \"" + rights + "\"\n";
    PrivateFile.write(layout.awsProfile(), profile.getBytes(StandardCharsets.UTF_8));
  }

  Map<String, String> entries(String master, String secret, URI events) {
    Map<String, String> entries = new TreeMap<>();
    entries.put("spark.executor.memory", heap() + "m");
    List<String> flags = JvmRule.job(node.shape().cpus());
    if (!flags.isEmpty()) {
      entries.put("spark.executor.extraJavaOptions", String.join(" ", flags));
    }
    int parts = ShuffleRule.parts(node.spec(), node.shape().cpus());
    entries.put("spark.sql.shuffle.partitions", Integer.toString(parts));
    entries.put("spark.eventLog.enabled", "true");
    entries.put("spark.eventLog.dir", events.toString());
    entries.put("spark.history.fs.logDirectory", hadoopPath(events));
    entries.put("spark.sql.warehouse.dir", hadoopPath(shared("spark/warehouse")));
    entries.put("spark.worker.cleanup.enabled", "true");
    entries.put("spark.deploy.recoveryMode", "FILESYSTEM");
    entries.put("spark.deploy.recoveryDirectory", layout.recovery().toString());
    entries.put("spark.deploy.recoveryTimeout", "15");
    if (node.dataScheme().equals(S3aJars.SCHEME)) {
      entries.putAll(
          new S3aConf(spark.conf(), node.jobRights().isPresent())
              .entries(events, node.dataOptions(), layout.hasCommitters()));
    }
    entries.putAll(spark.conf());
    entries.put("spark.master", master);
    entries.put("spark.master.rest.enabled", "false");
    entries.put("spark.authenticate", "true");
    entries.put("spark.authenticate.secret", secret);
    entries.put("spark.driver.host", node.address());
    entries.put("spark.driver.bindAddress", node.address());
    return entries;
  }

  private long heap() {
    return MemoryRule.clusterHeap(node.spec(), node.shape().memory());
  }

  /** In the format of {@link java.util.Properties}, which is what Spark reads. */
  static byte[] render(Map<String, String> entries) {
    StringBuilder out = new StringBuilder();
    entries.forEach(
        (name, value) ->
            out.append(name)
                .append(' ')
                .append(value.replace("\\", "\\\\").replace("\n", "\\n"))
                .append('\n'));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * All output goes to the process's own, which the node controller keeps. Not said is that there
   * are no settings for figures of S3A, and that it cannot flush what Spark wants flushed.
   */
  private static byte[] log(String level) {
    return """
    rootLogger.level = %s
    rootLogger.appenderRef.console.ref = console
    appender.console.type = Console
    appender.console.name = console
    appender.console.target = SYSTEM_ERR
    appender.console.layout.type = PatternLayout
    appender.console.layout.pattern = %%d{yyyy-MM-dd HH:mm:ss.SSS} %%p %%c{1}: %%m%%n%%ex
    logger.native.name = org.apache.hadoop.util.NativeCodeLoader
    logger.native.level = error
    logger.metrics.name = org.apache.hadoop.metrics2.impl.MetricsConfig
    logger.metrics.level = error
    logger.upload.name = org.apache.hadoop.fs.s3a.S3ABlockOutputStream
    logger.upload.level = error
    """
        .formatted(level)
        .getBytes(StandardCharsets.UTF_8);
  }

  private URI shared(String path) {
    URI address = node.data(path);
    if ("file".equals(address.getScheme())) {
      makeDirectory(Path.of(address));
      node.giveToJobs(Path.of(address));
    }
    return address;
  }

  /** Hadoop decodes nothing: a {@code %20} in a path is just that, and a space is a space. */
  static String hadoopPath(URI address) {
    if ("file".equals(address.getScheme())) {
      return "file://" + address.getPath();
    }
    return address.getAuthority() == null
        ? address.toString()
        : address.getScheme() + "://" + address.getAuthority() + address.getPath();
  }

  private String secret(String name) {
    Path file = node.secret(name);
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the cluster's secret in " + file, e);
    }
  }

  private static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory " + directory, e);
    }
  }
}
