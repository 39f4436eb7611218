/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that a person would type, in a JShell of its own. */
final class JShellIT {
  @TempDir Path home;

  @Test
  void aScriptStartsAClusterAndRunsAJob() throws Exception {
    Path output = home.resolve("output");
    Process jshell =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                Files.readString(Path.of("target/classpath.txt")),
                "-J-Djava.util.prefs.userRoot=" + home,
                "-R-Dcloudtik.home=" + home.resolve("home"),
                "-R-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "--feedback",
                "concise",
                "cluster.jsh")
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(output.toFile()))
            .start();
    assertThat(jshell.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output, StandardCharsets.UTF_8))
        .contains("hello from a cell")
        .contains("left behind: nothing")
        .doesNotContainIgnoringCase("exception")
        .doesNotContain("|  Error");
  }
}
