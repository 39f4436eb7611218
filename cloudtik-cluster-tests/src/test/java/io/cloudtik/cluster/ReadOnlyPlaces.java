/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Directories become read-only at each stage, then writable again: {@code ReadOnlyPlaces
 * <directory> <cloud-like>}. A program of its own, as it must not run with the rights of root.
 */
final class ReadOnlyPlaces {
  private static final Duration SOON = Duration.ofMinutes(3);

  private ReadOnlyPlaces() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    Local here = Local.here().at(directory.resolve("home"));
    Local provider = Boolean.parseBoolean(arguments[1]) ? here.cloudLike() : here;
    locked(directory, () -> refused(directory, () -> Workspace.create("demo", provider)));
    try (Workspace workspace = Workspace.create("demo", provider)) {
      Path root = directory.resolve("home/local/demo");
      for (String part : new String[] {"store", "control", "nodes"}) {
        Path place = root.resolve(part);
        locked(place, () -> refused(place, () -> workspace.cluster("etl").start().await(SOON)));
        assertThat(workspace.clusters()).as(part).isEmpty();
        assertThat(workspace.operations()).as(part).isEmpty();
      }
      try (Cluster cluster = workspace.cluster("etl").start().await(SOON)) {
        Path store = root.resolve("store");
        locked(store, () -> refused(store, () -> cluster.submit(JobSpec.command("echo", "1"))));
        assertThat(cluster.submit(JobSpec.command("echo", "2")).await(SOON).output())
            .isEqualTo("2\n");
        assertThat(cluster.status().state()).isEqualTo(ClusterState.READY);
        Path nodes = root.resolve("nodes").resolve(cluster.uid());
        locked(nodes, () -> refused(nodes, cluster::terminate));
        assertThat(cluster.terminate().leftBehind()).isEmpty();
      }
      workspace.delete();
    }
    System.out.println("DONE");
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void locked(Path directory, Action action) throws Exception {
    mode(directory, "r-x------");
    try {
      action.run();
    } finally {
      mode(directory, "rwx------");
    }
  }

  private static void mode(Path directory, String mode) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
  }

  private static void refused(Path place, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("no permission for")
        .hasMessageContaining(place.toString())
        .hasMessageContaining("mend its owner or mode");
  }
}
