/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.JobReference;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ComingBackIT {
  @RegisterExtension final TemporaryHome home = new TemporaryHome();

  @Test
  void otherProgramsGoOnWithAStartThatDied() throws Exception {
    assertThat(run(1, "start")).startsWith("start-survivor-");
    JobReference reference = JobReference.fromJson(run(0, "resume"));
    assertThat(ComingBack.resume(home.provider())).isEqualTo(reference);
    assertThat(run(0, "finish", reference.toJson()))
        .contains("still here")
        .contains("left behind: nothing");
  }

  private String run(int expectedExit, String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dcloudtik.home=" + home.directory(),
            "-cp",
            System.getProperty("java.class.path"),
            ComingBack.class.getName());
    builder.command().addAll(java.util.List.of(arguments));
    Process process = builder.redirectError(Redirect.INHERIT).start();
    String output = read(process.getInputStream());
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(expectedExit);
    return output;
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
