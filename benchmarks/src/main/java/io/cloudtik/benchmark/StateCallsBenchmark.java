/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.node.controller.AwsAccess;
import io.cloudtik.node.controller.CloudSimulation;
import io.cloudtik.provider.aws.Aws;
import io.cloudtik.provider.aws.NatGateways;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How many calls to S3 the head of a quiet cluster of 50 nodes makes in an hour: the real
 * controller with the provider of AWS and the SDK, over the wire to the emulated AWS, in virtual
 * time. Counted by that, so that repeated calls count, too.
 */
final class StateCallsBenchmark implements Benchmark {
  static final Figure CALLS = new Figure("s3-state-calls", "calls", Goal.atMost(200));

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final int NODES = 50;
  private static final int SEEDS = 1;

  @Override
  public List<Figure> figures() {
    return List.of(CALLS);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) {
    List<Double> calls = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      calls.add((double) inAnHour(seed));
    }
    report.figure(CALLS, new Samples(calls));
  }

  private static int inAnHour(long seed) {
    AwsAccess access =
        new AwsAccess(
            seed,
            CloudLimits.ec2(),
            endpoint ->
                Aws.inRegion("us-west-2").endpointOverride(endpoint).natGateways(NatGateways.NONE));
    int workers = NODES - 1;
    try (CloudSimulation cluster = SimulatedCluster.of(seed, workers, access)) {
      SimulatedCluster.awaitAll(cluster, workers, LONGEST);
      // What begins when all are ready is over.
      cluster.run(Duration.ofMinutes(5));
      List<CallRecord> before = cluster.storeCallsOfHeads();
      long changes = cluster.changes();
      cluster.run(HOUR);
      SimulatedCluster.awaitAll(cluster, workers, Duration.ZERO);
      if (before.isEmpty() || cluster.changes() != changes) {
        throw new IllegalStateException("the cluster was not quiet, or nothing of it was seen");
      }
      return cluster.storeCallsOfHeads().size() - before.size();
    }
  }
}
