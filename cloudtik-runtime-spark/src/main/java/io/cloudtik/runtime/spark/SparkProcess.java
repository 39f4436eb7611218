/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spi.runtime.ProcessSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Spark's processes on one node as plain Java commands, without Spark's shell scripts. */
final class SparkProcess {
  private static final String EVENTS_MAIN = "io.cloudtik.runtime.spark.inside.WithEventDirectory";

  /** What Spark needs opened on Java 17 and later. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar",
          "java.security.jgss/sun.security.krb5");

  private final SparkLayout layout;
  private final Path javaHome;
  private final String address;
  private List<Path> disks = List.of();
  private boolean asJobUser;
  private boolean makesEvents;
  private final List<String> flags = new ArrayList<>();

  SparkProcess(SparkLayout layout, Path javaHome, String address) {
    this.layout = layout;
    this.javaHome = javaHome;
    this.address = address;
  }

  /** Lets it write what would fill the disk of the node to others, if there are any. */
  SparkProcess disks(List<Path> directories) {
    disks = directories;
    return this;
  }

  /** Sets the largest heap. */
  SparkProcess heap(long mib) {
    return flag("-Xmx" + mib + "m");
  }

  /** Adds flags of the Java machine, after those added before. */
  SparkProcess flags(List<String> more) {
    flags.addAll(more);
    return this;
  }

  SparkProcess flag(String flag) {
    return flags(List.of(flag));
  }

  /** Lets the process run as the user of jobs where he has a name, which Hadoop asks for. */
  SparkProcess asJobUser(boolean hasName) {
    asJobUser = hasName;
    return this;
  }

  /** Has the directory of event logs made first where shared data lies in S3. */
  SparkProcess makingEvents(URI data) {
    makesEvents = S3aJars.SCHEME.equals(data.getScheme());
    return this;
  }

  /** Returns the process that runs a main class of Spark's class path. */
  ProcessSpec run(Path directory, List<String> mainAndArguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(flags);
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    OPENED.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
    command.add("-Djdk.reflect.useDirectMethodHandle=false");
    command.add("-Dio.netty.tryReflectionSetAccessible=true");
    command.add("-Djava.io.tmpdir=" + layout.temporary());
    if (Files.exists(layout.awsProfile())) {
      command.add("-Daws.sharedCredentialsFile=" + layout.awsProfile());
    }
    command.add("-cp");
    command.add(classPath());
    if (makesEvents) {
      command.add(EVENTS_MAIN);
    }
    command.addAll(mainAndArguments);
    ProcessSpec.Builder process =
        ProcessSpec.builder()
            .addAllCommand(command)
            .directory(directory)
            .asJobUser(asJobUser)
            .putEnvironment("JAVA_HOME", javaHome.toString())
            .putEnvironment("SPARK_HOME", layout.distribution().toString())
            .putEnvironment("SPARK_CONF_DIR", layout.conf().toString())
            .putEnvironment("SPARK_LOCAL_IP", address)
            .putEnvironment("SPARK_PUBLIC_DNS", address)
            .putEnvironment("SPARK_LOCAL_DIRS", localDirectories())
            .putEnvironment("SPARK_SCALA_VERSION", SparkVersion.of(layout.jars()).scala())
            .putEnvironment("HADOOP_TOKEN_FILE_LOCATION", layout.token().toString());
    // Workers start executors with Spark's own class path, which this one adds to.
    storage().ifPresent(jars -> process.putEnvironment("SPARK_DIST_CLASSPATH", jars));
    return process.build();
  }

  /** One for each disk: Spark writes to all of them in turn. */
  private String localDirectories() {
    return disks.isEmpty()
        ? layout.temporary().toString()
        : disks.stream().map(Path::toString).collect(Collectors.joining(","));
  }

  private String classPath() {
    String spark = layout.conf() + ":" + layout.inside() + ":" + layout.jars() + "/*";
    return storage().map(jars -> spark + ":" + jars).orElse(spark);
  }

  private Optional<String> storage() {
    return Files.isDirectory(layout.storage())
        ? Optional.of(layout.storage() + "/*")
        : Optional.empty();
  }
}
