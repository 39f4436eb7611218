/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserDataTest {
  private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA etl";

  private static byte[] raw(String script, List<String> keys) {
    return Base64.getDecoder().decode(UserData.encoded(script, keys, "ubuntu").orElseThrow());
  }

  @Test
  void whereNothingIsToDoThereIsNone() {
    assertThat(UserData.encoded("", List.of(), "ubuntu")).isEmpty();
  }

  @Test
  void aScriptAloneStaysAsItIs() {
    assertThat(new String(raw("#!/bin/sh\necho x\n", List.of()), StandardCharsets.UTF_8))
        .isEqualTo("#!/bin/sh\necho x\n");
  }

  @Test
  void keysAreLetInBeforeTheScriptRuns(@TempDir Path directory) throws Exception {
    String text = new String(raw("#!/bin/sh\necho x\n", List.of(KEY)), StandardCharsets.UTF_8);
    Path home = Files.createDirectories(directory.resolve("home"));
    Path bin = Files.createDirectories(directory.resolve("bin"));
    program(bin.resolve("getent"), "echo ubuntu:x:1000:1000::" + home + ":/bin/sh");
    program(bin.resolve("chown"), "echo chown \"$@\"");

    String printed = run(directory, bin, text) + run(directory, bin, text);

    assertThat(home.resolve(".ssh/authorized_keys")).hasContent(KEY);
    assertThat(Files.getPosixFilePermissions(home.resolve(".ssh/authorized_keys"))).hasSize(2);
    assertThat(printed).contains("chown -R ubuntu: " + home + "/.ssh").endsWith("x\n");
  }

  @Test
  void anImageWithoutTheUserRunsTheScriptAllTheSame(@TempDir Path directory) throws Exception {
    String text = new String(raw("#!/bin/sh\necho x\n", List.of(KEY)), StandardCharsets.UTF_8);
    Path bin = Files.createDirectories(directory.resolve("bin"));
    program(bin.resolve("getent"), "exit 2");

    assertThat(run(directory, bin, text)).contains("has no user ubuntu").endsWith("x\n");
  }

  @Test
  void whatIsTooLongIsPackedTheSameWayEachTime() throws IOException {
    StringBuilder script = new StringBuilder("#!/bin/sh\n");
    Random random = new Random(1);
    while (script.length() < 16_300) {
      script.append("# ").append(random.nextInt(10)).append('\n');
    }
    byte[] packed = raw(script.toString(), List.of(KEY, KEY + "2"));

    assertThat(packed).hasSizeLessThanOrEqualTo(16_384);
    assertThat(packed).isEqualTo(raw(script.toString(), List.of(KEY, KEY + "2")));
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .startsWith("#!/bin/sh\n")
        .contains(KEY)
        .endsWith(script.substring(10));
  }

  private static void program(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static String run(Path directory, Path bin, String text) throws Exception {
    Path script = Files.writeString(directory.resolve("data.sh"), text);
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
    builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
