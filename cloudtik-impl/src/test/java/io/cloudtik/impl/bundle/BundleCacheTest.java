/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleCacheTest {
  @TempDir Path directory;
  private Path source = Path.of("");
  private String hash = "";

  @BeforeEach
  void makeABundle() throws Exception {
    source = Files.writeString(directory.resolve("node.jar"), "whole");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(source));
    hash = HexFormat.of().formatHex(digest);
  }

  private Path materialize() throws IOException {
    Bundle bundle = new Bundle("node", hash, source.toUri().toURL());
    return Bundles.materialize(bundle, directory.resolve("cache"));
  }

  @Test
  void aWholeCopyStays() throws IOException {
    Object first = Files.readAttributes(materialize(), "unix:ino").get("ino");

    assertThat(Files.readAttributes(materialize(), "unix:ino").get("ino")).isEqualTo(first);
  }

  @Test
  void aDamagedCopyIsReplaced() throws IOException {
    for (String damaged : new String[] {"", "who", "\u0000hole"}) {
      Files.writeString(materialize(), damaged);
      assertThat(materialize()).hasContent("whole");
    }
    assertThat(directory.resolve("cache")).isDirectoryContaining("glob:**/" + hash + ".jar");
  }

  @Test
  void aDamagedOriginalIsNamedAndNothingOfItIsKept() throws IOException {
    Files.writeString(source, "half");

    assertThatThrownBy(this::materialize)
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.STORE_CORRUPT))
        .hasMessageContaining("bundle 'node' at " + source.toUri().toURL())
        .hasMessageContaining("get the jar again");
    assertThat(directory.resolve("cache")).isEmptyDirectory();
  }
}
