/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.node.controller.ClusterController.Pass;
import io.cloudtik.node.controller.NodeActions.WorkerPush;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * The controller of a cluster for whoever hosts a head elsewhere than in a process of its own:
 * state, time and threads are handed in, and machines become workers by themselves. Used by one
 * thread.
 */
public final class HeadController {
  private final ControllerLoop loop;

  /**
   * Makes the controller of one head.
   *
   * @param config of the head, with its host
   * @param holder what no other controller calls itself
   * @param redis what the head tells others of where its state is
   * @param bootScript what machines of workers run when they boot
   */
  public HeadController(
      NodeConfig config,
      ClusterSpec spec,
      String holder,
      EngineContext context,
      CloudProvider provider,
      RedisEndpoints redis,
      ClusterState state,
      Time time,
      Executor threads,
      String bootScript) {
    ClusterParts parts =
        new ClusterParts(
            config,
            spec,
            context,
            provider,
            new WorkspaceRecords(provider.storage().documents()),
            state,
            redis,
            new Offerings(spec, provider, config.shape(), time),
            time,
            threads);
    FailureLog failures = new FailureLog(spec.name());
    ClusterController controller =
        new ClusterController(
            parts,
            new Leadership(parts, holder),
            new Pushes(threads, Integer.MAX_VALUE),
            new ByThemselves(bootScript),
            // Without runtimes nobody is ever asked.
            new LoadProbe(List.of(), Executors.newCachedThreadPool(), time, failures),
            failures);
    loop = new ControllerLoop(controller, failures, nanos -> time.pause(Duration.ofNanos(nanos)));
  }

  /** Runs until the cluster has ended, or another head has taken over; says whether it ended. */
  public boolean run() {
    return loop.run() == Pass.OVER;
  }

  private record ByThemselves(String bootScript) implements WorkerPush {
    @Override
    public void push(NodeRecord node, MachineAddress machine, List<EndpointSpec> published) {}
  }
}
