/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.discovery.UnknownRuntime;
import io.cloudtik.impl.job.ReadableFiles;
import io.cloudtik.impl.json.Json;
import io.cloudtik.node.process.JobIdentity;
import io.cloudtik.node.process.SharedWithJobs;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Fetches the files of a job and finds the process that runs it. */
final class JobPreparation {
  private final NodeLayout layout;
  private final JobFolder folder;
  private final NodeConfig config;
  private final ClusterSpec cluster;
  private final JobOrder order;

  JobPreparation(NodeLayout layout, JobFolder folder) {
    this.layout = layout;
    this.folder = folder;
    this.config = read(layout.nodeConfig(), NodeConfig.class);
    this.cluster = read(layout.clusterSpec(), ClusterSpec.class);
    this.order = read(folder.order(), JobOrder.class);
  }

  private static <T> T read(Path file, Class<T> type) {
    return Json.read(
        LocalFiles.read(file)
            .orElseThrow(
                () ->
                    new CloudTikException(
                        ErrorCode.FILE_MISSING, file + " is missing; set the node up again")),
        type);
  }

  /** Returns the process with the whole environment of the cluster and of the job. */
  ProcessSpec run() {
    JobSpec job = order.spec();
    try {
      Files.createDirectories(folder.work());
      Files.createDirectories(folder.own());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder.work() + ": " + e.getMessage(), e);
    }
    JobFiles.from(order.files(), Objects.requireNonNullElse(order.readable(), ReadableFiles.NONE))
        .fetch(job.files().keySet(), folder.work());
    ProcessSpec process = job.kind().equals(JobSpec.COMMAND) ? command(job) : ofRuntime(job);

    if (process.asJobUser() && !job.kind().equals(JobSpec.COMMAND)) {
      openFiles();
    }
    Map<String, String> environment = new LinkedHashMap<>(cluster.environment());
    environment.putAll(process.environment());
    environment.putAll(job.environment());
    return process.with(whole -> environment.forEach(whole::putEnvironment));
  }

  /** Programs of runtimes read the files of their job on every node, from where they lie. */
  private void openFiles() {
    SharedWithJobs shared = SharedWithJobs.of(layout, config.dataUri());
    URI files = URI.create(order.files());
    if (shared.user().named() && "file".equals(files.getScheme())) {
      Path directory = Path.of(files);
      try {
        if (Files.isDirectory(directory)) {
          shared.open(directory);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot open " + directory + " to jobs", e);
      }
    }
  }

  private ProcessSpec command(JobSpec job) {
    makeRunnable(job.arguments().get(0));
    return ProcessSpec.builder()
        .addAllCommand(job.arguments())
        .directory(folder.work())
        .asJobUser(true)
        .build();
  }

  /** A script that came with the job lost its permission to run on the way. */
  private void makeRunnable(String program) {
    Path file = folder.work().resolve(program).normalize();
    if (program.contains("/") && file.startsWith(folder.work()) && Files.isRegularFile(file)) {
      file.toFile().setExecutable(true);
    }
  }

  private ProcessSpec ofRuntime(JobSpec job) {
    TreeSet<String> known = new TreeSet<>(List.of(JobSpec.COMMAND));
    for (RuntimeConfig each : cluster.runtimes()) {
      if (each instanceof UnknownRuntime) {
        continue;
      }
      ClusterRuntime runtime = Discovery.runtime(each.runtime()).create(each);
      if (runtime.jobKinds().contains(job.kind())) {
        return runtime.jobProcess(job, context(each.runtime()));
      }
      known.addAll(runtime.jobKinds());
    }
    throw new CloudTikException(
        ErrorCode.JOB_REJECTED,
        "job '%s' is of kind '%s', which no runtime of cluster '%s' knows; known are %s; add the runtime"
                .formatted(job.name(), job.kind(), cluster.name(), known)
            + " that runs it to the cluster");
  }

  private NodeJobContext context(String runtime) {
    List<EndpointSpec> published =
        LocalFiles.read(layout.published())
            .map(json -> Json.readList(json, EndpointSpec.class))
            .orElseGet(ArrayList::new);
    return new NodeJobContext(
        order.job(),
        config.nodeId(),
        config.host(),
        config.shape(),
        layout.runtime(runtime),
        folder.work(),
        URI.create(order.files()),
        Path.of(System.getProperty("java.home")),
        JobIdentity.decided(layout).named(),
        published);
  }
}
