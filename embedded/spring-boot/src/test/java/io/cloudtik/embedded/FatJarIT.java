/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as it is deployed: one jar that holds all others. */
final class FatJarIT {
  @TempDir Path home;

  @Test
  void anApplicationStartsAClusterAndRunsAJob() throws Exception {
    Path output = home.resolve("output");
    Process application =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcloudtik.home=" + home.resolve("home"),
                "-jar",
                "target/spring-boot-1.jar",
                home.resolve("home").toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    assertThat(application.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(application.exitValue()).as(printed).isZero();
    assertThat(printed).contains("{\"SUCCEEDED\":\"from a fat jar\"}");
  }
}
