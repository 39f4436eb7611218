/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Cluster;
import io.cloudtik.Job;
import io.cloudtik.JobReference;
import io.cloudtik.Operation;
import io.cloudtik.OperationSummary;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.ProviderConfig;
import java.time.Duration;

/**
 * Coming back after a crash. {@code start} dies in the middle of starting a cluster; {@code
 * resume}, in another JVM, goes on with that start and submits a job; {@code finish}, in a third,
 * finds the job by its reference and ends the cluster.
 */
public final class ComingBack {
  private ComingBack() {}

  /** Runs one of the three parts. */
  public static void main(String[] args) {
    switch (args.length == 0 ? "" : args[0]) {
      case "start" -> start(Local.here());
      case "resume" -> System.out.println(resume(Local.here()).toJson());
      case "finish" -> System.out.println(finish(Local.here(), args[1]));
      default -> System.err.println("usage: ComingBack start | resume | finish <reference>");
    }
  }

  static void start(ProviderConfig provider) {
    Workspace workspace = Workspace.create("crashing", provider);
    Operation<Cluster> operation = workspace.cluster("survivor").start();
    System.out.println(operation.id());
    Runtime.getRuntime().halt(1);
  }

  static JobReference resume(ProviderConfig provider) {
    try (Workspace workspace = Workspace.open("crashing", provider)) {
      for (OperationSummary unfinished : workspace.operations()) {
        workspace.operation(unfinished.id()).await(Duration.ofMinutes(15)).close();
      }
      try (Cluster cluster = workspace.attach("survivor")) {
        return cluster.submit(JobSpec.command("echo", "still here").withKey("report")).reference();
      }
    }
  }

  static String finish(ProviderConfig provider, String reference) {
    try (Workspace workspace = Workspace.open("crashing", provider);
        Cluster cluster = workspace.attach("survivor")) {
      Job job = workspace.job(JobReference.fromJson(reference));
      String output = job.await(Duration.ofMinutes(10)).output();
      return output + cluster.terminate();
    }
  }
}
