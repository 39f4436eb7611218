/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.Job;
import io.cloudtik.JobReference;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A client in a JVM of its own. */
final class JobClientMain {
  private JobClientMain() {}

  /** Does {@code submit <home> <key> <file to wait for>} or {@code follow <home> <reference>}. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[1]);
    try (Workspace workspace = Workspace.create("jobs", Local.here().at(home).cloudLike())) {
      if (arguments[0].equals("submit")) {
        submit(workspace, arguments[2], Path.of(arguments[3]));
      } else {
        follow(workspace.job(JobReference.fromJson(arguments[2])));
      }
    }
  }

  private static void submit(Workspace workspace, String key, Path go) {
    try (Cluster cluster = workspace.attach("etl")) {
      System.out.println("ready");
      while (!Files.exists(go)) {
        Thread.onSpinWait();
      }
      Job job = cluster.submit(JobSpec.command("sh", "-c", "echo once").withKey(key));
      System.out.println(job.reference().toJson());
    }
  }

  private static void follow(Job job) {
    AtomicLong characters = new AtomicLong();
    AtomicReference<String> last = new AtomicReference<>("");
    job.follow(
        line -> {
          characters.addAndGet(line.length());
          last.set(line);
        },
        Duration.ofMinutes(10));
    System.out.println(characters + " " + last);
  }
}
