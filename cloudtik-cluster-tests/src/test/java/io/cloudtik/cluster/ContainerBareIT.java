/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ExecRequest;
import io.cloudtik.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine without Docker, whose node is a container all the same. */
@InFull
class ContainerBareIT {
  private static final Duration SOON = Duration.ofMinutes(5);

  @Test
  void dockerIsInstalledWhereItIsMissing(@TempDir Path home) {
    try (DockerHosts hosts = DockerHosts.withoutDocker(home);
        Workspace workspace = Workspace.create("boxes", hosts.provider())) {
      List<String> told = Collections.synchronizedList(new ArrayList<>());
      var starting =
          workspace
              .cluster("bare")
              .withoutWorkers()
              .withContainer(hosts::describe)
              .start()
              .onEvent(event -> told.add(event.toString()));
      Cluster cluster = starting.await(SOON);

      String where = "test -e /usr/sbin/dockerd && echo machine || echo container";
      ExecRequest looks = ExecRequest.of("sh", "-c", where);
      assertThat(cluster.exec(looks).get(0).output().strip()).isEqualTo("container");
      assertThat(cluster.exec(looks.onHost()).get(0).output().strip()).isEqualTo("machine");
      assertThat(told).anyMatch(line -> line.contains("install Docker"));
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      assertThat(hosts.left()).isEmpty();
      workspace.delete();
    }
  }
}
