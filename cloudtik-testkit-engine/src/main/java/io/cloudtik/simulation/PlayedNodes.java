/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.world.HeadFiles;
import io.cloudtik.impl.world.HeadWay;
import io.cloudtik.impl.world.NodeSoftware;
import io.cloudtik.impl.world.Nodes;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.MachineAddress;
import java.util.Map;

/** The machines of a simulated cloud as clients meet them. */
final class PlayedNodes implements Nodes {
  private final PlayedMachines machines;

  PlayedNodes(PlayedMachines machines) {
    this.machines = machines;
  }

  @Override
  public NodeSoftware gather(ClusterSpec spec, Progress progress) {
    return new NodeSoftware(Map.of(), Map.of());
  }

  @Override
  public String headScript(HeadFiles files) {
    return "#!/bin/sh\n# the head of " + files.uid() + "\n";
  }

  @Override
  public MachineAccess open(String uid, MachineAddress machine) {
    throw new CloudTikException(
        ErrorCode.EXEC_FAILED,
        "the machine at %s is one of a simulated cloud: it runs no programs, and has no files and no ports; say what comes of jobs with SimulatedCloud.jobs(), and test what needs real nodes with Local.here()"
            .formatted(machine.host()));
  }

  @Override
  public HeadWay head(String uid, MachineAddress machine, RedisEndpoints redis, String password) {
    ClusterState state =
        machines
            .head(redis.host())
            .orElseThrow(
                () ->
                    new CloudTikException(
                        ErrorCode.HEAD_UNREACHABLE,
                        "the head at %s does not answer".formatted(redis.host())));
    return new HeadWay() {
      @Override
      public ClusterState state() {
        return state;
      }

      @Override
      public void close() {
        // It is a part of its head, and ends with it.
      }
    };
  }
}
