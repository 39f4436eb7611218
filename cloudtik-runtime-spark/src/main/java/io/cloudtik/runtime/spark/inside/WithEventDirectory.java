/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.inside;

import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * Makes the directories of event logs in an object store, and then runs another main class.
 *
 * <p>Spark refuses to start where they are missing. In an object store a directory is there as long
 * as an object is in it, so rules of the bucket that delete old logs delete the directory, too; so
 * it is looked at before each start.
 */
public final class WithEventDirectory {
  private static final String HADOOP = "spark.hadoop.";

  private final Properties conf;

  private WithEventDirectory(Properties conf) {
    this.conf = conf;
  }

  /** Runs the main class that the first argument names with the others. */
  public static void main(String[] args) throws Throwable {
    Properties conf = new Properties();
    Path defaults = Path.of(System.getenv("SPARK_CONF_DIR"), "spark-defaults.conf");
    try (Reader reader = Files.newBufferedReader(defaults)) {
      conf.load(reader);
    }
    new WithEventDirectory(conf).make();
    try {
      Class.forName(args[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void make() {
    Set<String> directories = new LinkedHashSet<>();
    directories.add(conf.getProperty("spark.eventLog.dir", ""));
    directories.add(conf.getProperty("spark.history.fs.logDirectory", ""));
    directories.stream().filter(directory -> directory.startsWith("s3a:")).forEach(this::make);
  }

  /** What cannot be done is told; whether it matters, Spark finds out by itself. */
  private void make(String directory) {
    Configuration hadoop = new Configuration();
    conf.stringPropertyNames().stream()
        .filter(name -> name.startsWith(HADOOP))
        .forEach(name -> hadoop.set(name.substring(HADOOP.length()), conf.getProperty(name)));
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(URI.create(directory));
    // Not the shared instance, or the settings of a job would come too late for it.
    try (FileSystem files = FileSystem.newInstance(path.toUri(), hadoop)) {
      files.mkdirs(path);
    } catch (IOException | RuntimeException e) {
      System.err.printf(
          "the directory of event logs %s cannot be made: %s; may this machine write there?%n",
          directory, e);
    }
  }
}
