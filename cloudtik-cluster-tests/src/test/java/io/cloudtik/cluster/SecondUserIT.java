/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.Workspace;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second user of the same machine is refused everywhere. */
class SecondUserIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String NOBODY = "65534";

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init")
  private Workspace workspace;

  @AfterEach
  void leaveNothing() {
    if (workspace != null) {
      assertThat(workspace.attach("etl").terminate().leftBehind()).isEmpty();
      workspace.delete();
      workspace.close();
    }
  }

  @Test
  void aSecondUserOfTheSameMachineIsRefusedEverywhere() throws Exception {
    boolean possible = SmallDisk.isRoot() && Files.isExecutable(Path.of("/usr/bin/setpriv"));
    if (!possible) {
      System.out.println("NOT TESTED, as only root with setpriv can: a second user");
    }
    assumeTrue(possible);
    // Only what the library itself does about it is to protect it.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path home = directory.resolve("home");
    workspace = Workspace.create("demo", Local.here().at(home));
    try (Cluster cluster = workspace.cluster("etl").start().await(SOON)) {
      Path head = home.resolve("local/demo/nodes").resolve(cluster.uid()).resolve("head");
      RedisEndpoints redis =
          Json.read(Files.readString(head.resolve("config/redis.json")), RedisEndpoints.class);
      String pid = Files.readString(head.resolve("run/node.pid")).split(" ", 2)[0];
      List<String> said =
          intruder(home, pid, redis.host(), redis.primaryPort()).stream()
              .filter(line -> line.startsWith("REFUSED ") || line.startsWith("GRANTED "))
              .toList();

      assertThat(said).hasSize(15).allMatch(line -> line.startsWith("REFUSED "));
      assertThat(said.subList(0, 3))
          .allSatisfy(
              line ->
                  assertThat(line)
                      .contains(": PERMISSION_DENIED ", "belongs to root", "choose another")
                      .contains(home.toString()));
      assertThat(cluster.status().state()).isEqualTo(ClusterState.READY);
      assertThat(cluster.submit(JobSpec.command("echo", "mine")).await(SOON).output())
          .isEqualTo("mine\n");
    }
  }

  private List<String> intruder(Path home, String pid, String host, int port) throws Exception {
    OtherJvm jvm =
        OtherJvm.of(Intruder.class, home, pid, host, port)
            .with("-XX:-UsePerfData")
            .startedBy(
                "/usr/bin/setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--reset-env");
    return jvm.withClassPath(readableByAll()).run();
  }

  /** Copies the class path, which may lie in a directory that is closed to others. */
  private String readableByAll() throws IOException {
    List<String> copies = new ArrayList<>();
    Path target = Files.createDirectory(directory.resolve("classes"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path source = Path.of(entry);
      if (Files.exists(source)) {
        Path copy = target.resolve(copies.size() + "-" + source.getFileName());
        copy(source, copy);
        copies.add(copy.toString());
      }
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> all = Files.walk(source)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Path to = target.resolve(source.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to);
        }
      }
    }
  }
}
