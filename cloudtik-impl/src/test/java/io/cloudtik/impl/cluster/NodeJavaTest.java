/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeJavaTest {
  @TempDir Path home;

  @Test
  void theJavaOfThisProgramIsGoodEnough() {
    assertThat(NodeJava.current().require().program()).isExecutable();
  }

  @Test
  void anOldJavaIsNamedWithItsPlaceAndWhatIsNeeded() {
    assertFails(
        new NodeJava(NodeJava.current().home(), 11),
        "expected Java 17 or newer",
        "got Java 11 in " + NodeJava.current().home(),
        "run this program with an installed JDK 17",
        "nothing was started");
  }

  @Test
  void aJavaWithoutItsProgramIsNamed() throws IOException {
    Files.createDirectories(home.resolve("bin"));

    assertFails(new NodeJava(home, 21), "got no program " + home.resolve("bin/java"), "jlink");
  }

  private static void assertFails(NodeJava java, String... parts) {
    assertThatThrownBy(java::require)
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.UNSUPPORTED_JAVA))
        .message()
        .contains(parts);
  }
}
