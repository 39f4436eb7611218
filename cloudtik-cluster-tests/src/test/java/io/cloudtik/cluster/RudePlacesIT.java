/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudtik.Cluster;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.Sessions;
import io.cloudtik.impl.bundle.Bundles;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Homes where one would rather not live. */
class RudePlacesIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String RUDE = "a 'b' \"c\" $HOME ; \\ é 日本";

  @TempDir Path directory;

  @Test
  void pathsMayHaveSpacesQuotesAndUnicode() throws Exception {
    Path place = Files.createDirectory(directory.resolve(RUDE));
    Path input = Files.writeString(place.resolve("in put ü"), "data\n");
    OtherJvm jvm =
        OtherJvm.of(OneCluster.class, "relative höme", "cat 'in put ü'", input)
            .with("-Dsun.jnu.encoding=UTF-8");
    ProcessBuilder builder = jvm.builder().directory(place.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");

    assertThat(OtherJvm.run(builder)).contains("OUTPUT data", "LEFT []");
    assertThat(place.resolve("relative höme")).isDirectory();
  }

  @Test
  void aHomeFromWhichNoProgramCanBeRunIsToldWithWhatToDo() throws Exception {
    boolean possible = SmallDisk.possible() && Sessions.find("redis-server").isEmpty();
    assumeTrue(possible);
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk"), "size=128m,noexec");
        Workspace workspace =
            Workspace.create("demo", Local.here().at(disk.directory().resolve("home")))) {
      assertThatThrownBy(() -> workspace.cluster("etl").start().await(SOON))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.BOOTSTRAP_FAILED))
          .hasMessageContaining("mounted noexec")
          .hasMessageContaining("CLOUDTIK_REDIS_SERVER");
      try (Cluster cluster =
          workspace
              .cluster("etl")
              .withEnvironment("CLOUDTIK_REDIS_SERVER", redisElsewhere().toString())
              .start()
              .await(SOON)) {
        assertThat(cluster.submit(JobSpec.command("echo", "runs")).await(SOON).output())
            .isEqualTo("runs\n");
        assertThat(cluster.terminate().leftBehind()).isEmpty();
      }
      workspace.delete();
    }
  }

  /** Takes the program out of the bundle, as somebody who installs it would. */
  private Path redisElsewhere() throws IOException {
    Path program =
        Files.createFile(
            directory.resolve("redis-server"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String wanted =
        System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64")
            ? "linux-arm64"
            : "linux-amd64";
    try (InputStream in = Bundles.find("node").content().openStream();
        ZipInputStream jar = new ZipInputStream(in)) {
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        if (entry.getName().startsWith("redis-server-") && entry.getName().endsWith(wanted)) {
          Files.write(program, jar.readAllBytes());
        }
      }
    }
    return program;
  }
}
