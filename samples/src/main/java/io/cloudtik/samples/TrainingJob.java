/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Cluster;
import io.cloudtik.ExecRequest;
import io.cloudtik.ExecResult;
import io.cloudtik.Node;
import io.cloudtik.NodeSelector;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One training over N ranks, one for each worker, told who they are by the variables that PyTorch
 * and others know. This client starts the ranks itself and must stay until they end; if one of them
 * fails, it says so and all is to be run again. A runtime for AI will do both better.
 */
public final class TrainingJob {
  private TrainingJob() {}

  /** Trains with three ranks on this machine. */
  public static void main(String[] args) throws Exception {
    try (Workspace workspace = Workspace.create("training", Local.here());
        Cluster cluster =
            workspace
                .cluster("three-ranks")
                .withWorkers(workers -> workers.min(3).max(3))
                .startOrAttach()
                .await(Duration.ofMinutes(15))) {
      train(cluster).forEach(rank -> System.out.print(rank.output()));
      System.out.println(cluster.terminate());
    }
  }

  static List<ExecResult> train(Cluster cluster) throws Exception {
    List<Node> workers = cluster.nodes().stream().filter(node -> !node.isHead()).toList();
    Path program =
        Path.of(TrainingRank.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    cluster.upload(program, "program", NodeSelector.workers());
    return IntStream.range(0, workers.size())
        .mapToObj(rank -> CompletableFuture.supplyAsync(() -> start(cluster, workers, rank)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static ExecResult start(Cluster cluster, List<Node> workers, int rank) {
    return cluster
        .exec(
            ExecRequest.of("java", "-cp", "program", TrainingRank.class.getName())
                .with(
                    request ->
                        request
                            .on(NodeSelector.node(workers.get(rank).id()))
                            .putEnvironment("RANK", "" + rank)
                            .putEnvironment("WORLD_SIZE", "" + workers.size())
                            .putEnvironment("MASTER_ADDR", workers.get(0).host().orElseThrow())
                            .putEnvironment("MASTER_PORT", "29500")))
        .get(0);
  }
}
