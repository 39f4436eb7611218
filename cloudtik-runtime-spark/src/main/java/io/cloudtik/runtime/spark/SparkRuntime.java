/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.HookContext;
import io.cloudtik.spi.runtime.JobContext;
import io.cloudtik.spi.runtime.LoadContext;
import io.cloudtik.spi.runtime.NodeContext;
import io.cloudtik.spi.runtime.NodeServices;
import io.cloudtik.spi.runtime.ProcessSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Spark on one cluster. Immutable. */
final class SparkRuntime implements ClusterRuntime {
  private static final int OLDEST_JAVA = 17;

  /** From Java 24 on, Hadoop's login fails for want of a security manager. */
  private static final int NEWEST_JAVA = 23;

  private final Spark spark;

  SparkRuntime(Spark spark) {
    this.spark = spark;
  }

  @Override
  public Set<String> jobKinds() {
    return Set.of(SparkJob.JAR, SparkJob.SQL, SparkJob.PYTHON);
  }

  @Override
  public List<String> validate(ClusterSpec spec) {
    List<String> problems = new ArrayList<>();
    for (WorkerGroupSpec group : spec.workerGroups()) {
      group
          .memory()
          .filter(memory -> memory.compareTo(MemoryRule.LEAST) < 0)
          .ifPresent(
              memory ->
                  problems.add(
                      "%s.memory: expected at least %s for Spark, got %s"
                          .formatted(group.name(), MemoryRule.LEAST, memory)));
    }
    return problems;
  }

  @Override
  public void prepare(HookContext context) {
    checkJava(Runtime.version().feature());
    new SparkInstallation(spark).prepare(context);
  }

  @Override
  public void install(NodeContext context) {
    new SparkInstallation(spark).install(context);
  }

  @Override
  public NodeServices configure(NodeContext context) {
    SparkServices services = new SparkServices(spark, context);
    new SparkConf(spark, context).write(services.masterAddress());
    return services.describe();
  }

  @Override
  public ProcessSpec jobProcess(JobSpec job, JobContext context) {
    return new SparkJobs(spark, job, context).process();
  }

  @Override
  public boolean busy(LoadContext context) {
    return Published.find(context.published(), SparkServices.MASTER_UI)
        .flatMap(SparkLoad::ask)
        .map(SparkLoad::busy)
        .orElse(false);
  }

  static void checkJava(int feature) {
    if (feature < OLDEST_JAVA || feature > NEWEST_JAVA) {
      throw new CloudTikException(
          ErrorCode.UNSUPPORTED_JAVA,
          "Spark runs on Java %d to %d, this is Java %d; run with another JDK"
              .formatted(OLDEST_JAVA, NEWEST_JAVA, feature));
    }
  }
}
