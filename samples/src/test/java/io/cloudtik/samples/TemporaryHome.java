/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterSummary;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A home of this computer's provider for one test, which leaves nothing behind. */
final class TemporaryHome implements BeforeEachCallback, AfterEachCallback {
  private Path directory = Path.of("");

  Local provider() {
    return Local.here().at(directory);
  }

  Path directory() {
    return directory;
  }

  /** Waits for what comes true by itself. */
  static void await(String what, Duration deadline, BooleanSupplier condition) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("deadline of: " + what).isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("cloudtik-samples");
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    try (DirectoryStream<Path> workspaces =
        Files.newDirectoryStream(directory.resolve("local"), Files::isDirectory)) {
      for (Path each : workspaces) {
        delete(each.getFileName().toString());
      }
    }
    try (var left = Files.walk(directory)) {
      for (Path path : left.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  private void delete(String name) {
    try (Workspace workspace = Workspace.open(name, provider())) {
      for (ClusterSummary each : workspace.clusters()) {
        try (Cluster cluster = workspace.attach(each.name())) {
          assertThat(cluster.terminate().leftBehind()).isEmpty();
        }
      }
      workspace.delete();
    }
  }
}
