/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.JobRequest;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A job for Spark: a class, an application in a jar, a Python program, or SQL. Immutable: each
 * method returns a new job. The driver runs on a worker and finds the job's files in its working
 * directory; all nodes read them below the address that the entry {@code spark.cloudtik.files} of
 * its configuration has, in SQL {@code ${spark.cloudtik.files}}.
 */
public final class SparkJob implements JobRequest {
  static final String JAR = "spark-jar";
  static final String SQL = "spark-sql";
  static final String PYTHON = "spark-python";
  static final String PYTHON_FILE = "pythonFile";
  static final String MORE_PYTHON = "pyFiles.";
  static final String MAIN_CLASS = "mainClass";
  static final String JAR_FILE = "jar";
  static final String MORE_JARS = "jars.";
  static final String SQL_TEXT = "sql";
  static final String SQL_FILE = "sqlFile";
  static final String CONF = "conf.";

  private final JobSpec spec;

  private SparkJob(JobSpec spec) {
    this.spec = spec;
  }

  /**
   * Returns a job that runs the main class of a jar, by default the one that its manifest names.
   */
  public static SparkJob jar(Path jar) {
    return ofFile(JAR, JAR_FILE, fileName(jar), jar);
  }

  /**
   * Returns a job that runs a class of this program, a Java class or a Scala object with a main
   * method. What it comes from goes with the job: its jar, also one inside of a Spring Boot jar, or
   * its folder of classes, packed. Add {@link #jarsOf} or {@link #classPath} for what it uses.
   *
   * @throws InvalidSpecException if the class comes from no file, as one made in JShell
   */
  public static SparkJob main(Class<?> mainClass) {
    String name = mainClass.getSimpleName().replaceFirst("\\$$", "");
    return ofFile(JAR, JAR_FILE, name + ".jar", ClassJars.of(ClassOrigin.of(mainClass)))
        .name(name)
        .mainClass(mainClass.getName().replaceFirst("\\$$", ""));
  }

  /**
   * Returns a job that runs a Python program, a file that ends in {@code .py}. Nodes need Python
   * and its library for Spark; see {@link Spark#withPython}.
   */
  public static SparkJob python(Path file) {
    String name = fileName(file);
    if (!name.endsWith(".py")) {
      throw InvalidSpecException.of(
          "job.python: expected a file that ends in .py, got " + Names.quoted(file.toString()));
    }
    return ofFile(PYTHON, PYTHON_FILE, name, file);
  }

  /**
   * Returns a job that runs SQL statements, separated by semicolons. The rows of the last one, at
   * most 1,000, are printed as a table and are the job's result, as one JSON object in each line.
   */
  public static SparkJob sql(String statements) {
    if (statements.isBlank()) {
      throw InvalidSpecException.of("job.sql: expected at least one statement, got none");
    }
    return new SparkJob(
        JobSpec.builder().kind(SQL).name("sql").putOptions(SQL_TEXT, statements).build());
  }

  /** As {@link #sql(String)}, with the statements of a UTF-8 file. */
  public static SparkJob sqlFile(Path file) {
    return ofFile(SQL, SQL_FILE, fileName(file), file);
  }

  /** Returns a job of one file, which it is named after. */
  private static SparkJob ofFile(String kind, String option, String name, Path file) {
    return new SparkJob(
        JobSpec.builder()
            .kind(kind)
            .name(name)
            .putOptions(option, name)
            .putFiles(name, file.toAbsolutePath())
            .build());
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    if (name == null) {
      throw InvalidSpecException.of("job.file: expected a file, got '" + file + "'");
    }
    return name.toString();
  }

  /** Returns a copy that runs that class of the jar. */
  public SparkJob mainClass(String mainClass) {
    return with(job -> job.putOptions(MAIN_CLASS, mainClass));
  }

  /** Returns a copy with further jars on the class path of driver and executors. */
  public SparkJob jars(Path... jars) {
    return with(job -> new JobLibraries(spec, MORE_JARS).add(List.of(jars), job));
  }

  /**
   * Returns a copy with the jars that these classes of this program come from, as {@link #main}
   * does for its class.
   *
   * @throws InvalidSpecException if one of them comes from no file, as one made in JShell
   */
  public SparkJob jarsOf(Class<?>... classes) {
    return jars(
        Stream.of(classes).map(ClassOrigin::of).map(ClassJars::of).distinct().toArray(Path[]::new));
  }

  /**
   * Returns a copy with the whole class path of this program, without Spark, the libraries that
   * come with Spark, and this library. A program in a single jar of Spring Boot has no such class
   * path; name what the job needs by {@link #jarsOf}.
   */
  public SparkJob classPath() {
    return jars(
        UserClassPath.of(System.getProperty("java.class.path")).stream()
            .map(entry -> ClassJars.of(new ClassOrigin(entry, "")))
            .toArray(Path[]::new));
  }

  /** Returns a copy with further {@code .py}, {@code .zip} or {@code .egg} files to import from. */
  public SparkJob pythonFiles(Path... files) {
    return with(job -> new JobLibraries(spec, MORE_PYTHON).add(List.of(files), job));
  }

  /**
   * Returns a copy with these arguments of the program or main class, in place of those set before.
   */
  public SparkJob args(String... arguments) {
    String[] checked = Objects.requireNonNull(arguments, "arguments").clone();
    return with(job -> job.arguments(Arrays.asList(checked)));
  }

  /** Returns a copy with an entry of Spark's configuration; no place for secrets. */
  public SparkJob conf(String name, String value) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    List<String> problems = ConfRules.problems("job", Map.of(name, value));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
    return with(job -> job.putOptions(CONF + name, value));
  }

  /** Returns a copy with one more file of this machine, under a relative name. */
  public SparkJob file(String name, Path file) {
    return with(job -> job.putFiles(name, file.toAbsolutePath()));
  }

  /**
   * Returns a copy with all files of a directory of this machine, under their names below {@code
   * name}.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code FILE_MISSING} if it cannot be read
   */
  public SparkJob directory(String name, Path directory) {
    Objects.requireNonNull(name, "name");
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
      return with(
          job ->
              files.forEach(
                  file ->
                      job.putFiles(
                          name + "/" + directory.relativize(file), file.toAbsolutePath())));
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "the directory " + directory.toAbsolutePath() + " of a job cannot be read; is it there?",
          e);
    }
  }

  /** Returns a copy with a name for people. */
  public SparkJob name(String name) {
    return with(job -> job.name(name));
  }

  /** Returns a copy with the key that makes a repeated submit find the first job again. */
  public SparkJob key(String key) {
    return with(job -> job.key(key));
  }

  /** Returns a copy that is ended when it has run for so long. */
  public SparkJob timeLimit(Duration limit) {
    return with(job -> job.timeLimit(limit));
  }

  /** Returns a copy with changes to anything in the plain job. */
  public SparkJob with(Consumer<? super JobSpec.Builder> change) {
    return new SparkJob(spec.with(change));
  }

  @Override
  public JobSpec toJobSpec() {
    return spec;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparkJob job && job.spec.equals(spec);
  }

  @Override
  public int hashCode() {
    return spec.hashCode();
  }

  @Override
  public String toString() {
    return "SparkJob{" + spec + "}";
  }
}
