/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.runtime.JobContext;
import io.cloudtik.spi.runtime.ProcessSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The process that runs a job: {@code SparkSubmit} with the driver on this node. */
final class SparkJobs {
  private static final String RUN_SQL = "io.cloudtik.runtime.spark.inside.RunSql";

  private final Spark spark;
  private final JobSpec job;
  private final JobContext node;
  private final SparkLayout layout;
  private final Map<String, String> conf = new TreeMap<>();

  SparkJobs(Spark spark, JobSpec job, JobContext node) {
    this.spark = spark;
    this.job = job;
    this.node = node;
    this.layout = new SparkLayout(node.home());
    conf.put("spark.cloudtik.files", withoutSlash(SparkConf.hadoopPath(node.files())));
    conf.put("spark.cloudtik.job", node.jobId());
    job.options()
        .forEach(
            (name, value) -> {
              if (name.startsWith(SparkJob.CONF)) {
                conf.put(name.substring(SparkJob.CONF.length()), value);
              }
            });
  }

  ProcessSpec process() {
    List<String> command = new ArrayList<>();
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(List.of("--name", job.name()));
    conf.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
    if (job.kind().equals(SparkJob.SQL)) {
      command.addAll(List.of("--class", RUN_SQL, "spark-internal", script().toString()));
    } else {
      boolean python = job.kind().equals(SparkJob.PYTHON);
      if (python) {
        requirePython();
      }
      add(command, "--jars", SparkJob.MORE_JARS);
      add(command, "--py-files", SparkJob.MORE_PYTHON);
      addMainClass(command);
      command.add(file(python ? SparkJob.PYTHON_FILE : SparkJob.JAR_FILE).toString());
      command.addAll(job.arguments());
    }
    long heap =
        SparkSize.mib(setting("spark.driver.memory"))
            .orElse(new MemoryRule(node.shape().memory()).driver());
    return new SparkProcess(layout, node.javaHome(), node.address())
        .asJobUser(node.jobUserHasName())
        .makingEvents(node.files())
        .heap(heap)
        .flags(JvmRule.job(node.shape().cpus(), words(setting("spark.driver.extraJavaOptions"))))
        .flag("-Dlog4j2.configurationFile=" + layout.jobLog().toUri())
        .run(node.directory(), command);
  }

  private void addMainClass(List<String> command) {
    String mainClass = job.options().get(SparkJob.MAIN_CLASS);
    if (mainClass != null) {
      command.addAll(List.of("--class", mainClass));
    }
  }

  private void add(List<String> command, String option, String prefix) {
    List<String> files = JobLibraries.of(job.options(), prefix);
    if (!files.isEmpty()) {
      command.addAll(List.of(option, addresses(files)));
    }
  }

  private void requirePython() {
    String program = setting("spark.pyspark.driver.python");
    if (program.isEmpty()) {
      program = setting("spark.pyspark.python");
    }
    Python python = new Python(program.isEmpty() ? Python.DEFAULT : program);
    Optional<String> problem = python.problem(layout);
    if (problem.isPresent()) {
      throw rejected(problem.get());
    }
  }

  private Path script() {
    String text = job.options().get(SparkJob.SQL_TEXT);
    if (text == null) {
      return file(SparkJob.SQL_FILE);
    }
    Path script = node.directory().resolve("cloudtik-job.sql");
    PrivateFile.write(script, text.getBytes(StandardCharsets.UTF_8));
    return script;
  }

  private Path file(String option) {
    String name = job.options().get(option);
    if (name == null) {
      throw rejected("it has no option '" + option + "'; make it by SparkJob");
    }
    return existing(name);
  }

  private Path existing(String name) {
    Path file = node.directory().resolve(name);
    if (!Files.isRegularFile(file)) {
      throw rejected("its file " + file + " is not there; submit it again with its files");
    }
    return file;
  }

  /** Spark separates names by commas. */
  private String addresses(List<String> names) {
    return String.join(
        ",",
        names.stream()
            .map(this::existing)
            .map(f -> f.toUri().toString().replace(",", "%2C"))
            .toList());
  }

  private CloudTikException rejected(String why) {
    return new CloudTikException(
        ErrorCode.JOB_REJECTED, "job '" + job.name() + "' cannot run: " + why);
  }

  /** What the job says, or else the cluster; SparkSubmit would look too late for these. */
  private String setting(String name) {
    return conf.getOrDefault(name, spark.conf().getOrDefault(name, ""));
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
