/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledRedisTest {
  @TempDir Path directory;

  @Test
  void systemsHaveTheNamesOfTheBundle() {
    assertThat(BundledRedis.platform("Linux", "amd64")).isEqualTo("linux-amd64");
    assertThat(BundledRedis.platform("Linux", "aarch64")).isEqualTo("linux-arm64");
    assertThat(BundledRedis.platform("Mac OS X", "x86_64")).isEqualTo("darwin-amd64");
    assertThat(BundledRedis.platform("Mac OS X", "aarch64")).isEqualTo("darwin-arm64");
  }

  @Test
  void everyKnownProgramIsThereAndHasItsHash() throws IOException {
    for (String os : new String[] {"linux", "darwin"}) {
      for (String cpu : new String[] {"amd64", "arm64"}) {
        String platform = os + "-" + cpu;
        Path target = directory.resolve(platform);
        assertThat(BundledRedis.extract(platform, target)).isExecutable();
      }
    }
  }

  @Test
  void aDamagedFileIsReplacedAndAGoodOneStays() throws IOException {
    Path target = directory.resolve("bundle/redis-server");
    BundledRedis.extract("linux-amd64", target);
    Object first = Files.readAttributes(target, "unix:ino").get("ino");

    BundledRedis.extract("linux-amd64", target);
    assertThat(Files.readAttributes(target, "unix:ino").get("ino")).isEqualTo(first);

    long size = Files.size(target);
    Files.write(target, new byte[(int) size]);
    BundledRedis.extract("linux-amd64", target);
    assertThat(Files.readAllBytes(target)).startsWith(0x7f, 'E', 'L', 'F');
    assertThat(directory.resolve("bundle")).isDirectoryNotContaining("glob:**/.redis-server*");
  }

  @Test
  void aSystemWithoutAProgramIsNamed() {
    assertThatThrownBy(() -> BundledRedis.extract("sunos-sparc", directory.resolve("r")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is none for sunos-sparc");
  }
}
