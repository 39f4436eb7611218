/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.RedisClusterState;
import io.cloudtik.impl.world.HeadWay;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to the Redis servers of a head, by the way to its machine. */
final class RedisWay implements HeadWay {
  private final MachineAccess head;
  private final List<MachineAccess.Forward> forwards = new ArrayList<>();
  private final ClusterState state;

  /** Opens it; it closes the way to the machine, also when it cannot be opened. */
  RedisWay(MachineAccess head, RedisEndpoints redis, String password) {
    this.head = head;
    try {
      URI primary = forward(redis.host(), redis.primaryPort());
      List<Integer> shards = new ArrayList<>();
      for (int port : redis.shardPorts()) {
        shards.add(forward(redis.host(), port).getPort());
      }
      state =
          RedisClusterState.connect(
              new RedisEndpoints(primary.getHost(), primary.getPort(), shards), "client", password);
    } catch (RuntimeException e) {
      close(null);
      throw e;
    }
  }

  private URI forward(String host, int port) {
    MachineAccess.Forward forward = head.forward(host, port);
    forwards.add(forward);
    return forward.address();
  }

  @Override
  public ClusterState state() {
    return state;
  }

  @Override
  public void close() {
    close(state);
  }

  private void close(@Nullable ClusterState opened) {
    if (opened != null) {
      opened.close();
    }
    forwards.forEach(MachineAccess.Forward::close);
    head.close();
  }
}
