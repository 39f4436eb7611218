/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.testkit.ObjectAreaContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectsTest extends ObjectAreaContractTest {
  @TempDir private Path root;
  @TempDir private Path outside;

  @Override
  protected ObjectArea open() {
    return new DirectoryObjects(root);
  }

  @Test
  void frameworksWriteFilesUnderTheAddress() throws IOException {
    Path file = Path.of(open().uri("spark/events/app-1"));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");

    assertThat(open().list("spark/")).containsExactly("spark/events/app-1");
  }

  @Test
  void deletingRemovesFilesThatAreNoObjectsToo() throws IOException {
    Path directory = Files.createDirectories(root.resolve("jobs/1/year=2026/empty"));
    Files.writeString(directory.resolveSibling(".part 0.crc"), "x");

    open().deleteAll("jobs/1/");

    assertThat(root.resolve("jobs/1")).doesNotExist();
  }

  @Test
  void deletingStopsAtSymbolicLinks() throws IOException {
    Path precious = Files.writeString(outside.resolve("precious"), "x");
    Files.createDirectories(root.resolve("jobs/1"));
    Files.createSymbolicLink(root.resolve("jobs/1/link"), outside);
    Files.createSymbolicLink(root.resolve("jobs/1/file"), precious);

    open().deleteAll("jobs/");

    assertThat(root.resolve("jobs")).doesNotExist();
    assertThat(precious).exists();
  }
}
