/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spi.provider.LaunchRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootScriptTest {
  private static final String HASH = "0".repeat(64);
  private static final String ODD = "it's \"$HOME\" `id` ; rm -rf / \n\\ EOF ü";

  @Test
  void theLargestScriptsFitIntoWhatCloudsTake() {
    String longName = "x".repeat(63);
    BootScript.Fetched jar =
        new BootScript.Fetched("node.jar", HASH, URI.create("https://h/" + HASH));
    String worker =
        BootScript.of(
            List.of(jar, jar),
            new BootTicket(
                null,
                new BootTicket.OfWorker(
                    "a".repeat(253),
                    65_535,
                    new HeadPin(HASH),
                    HASH,
                    "https://bucket/" + "a".repeat(2_000)),
                HASH));
    BootScript.Fetched signed =
        new BootScript.Fetched("p.jar", HASH, URI.create("https://b/" + "s".repeat(2_000)));
    String head =
        BootScript.of(
            List.of(signed, signed),
            new BootTicket(
                new BootTicket.OfHead(
                    longName, "provider", Map.of("settings", "v".repeat(2_000)), "uid"),
                null,
                null));

    assertThat(List.of(worker, head))
        .allSatisfy(
            script ->
                assertThat(script.getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(LaunchRequest.MAX_BOOT_SCRIPT));
  }

  @Test
  void oneThatDoesNotFitIsRefused() {
    BootTicket ticket =
        new BootTicket(
            new BootTicket.OfHead("w", "p", Map.of("settings", "v".repeat(16_000)), "uid"),
            null,
            null);

    assertThatThrownBy(() -> BootScript.of(List.of(), ticket))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("at most 16384 bytes")
        .hasMessageContaining("options of the provider");
  }

  @Test
  void valuesReachTheMachineAsTheyAreAndNeverTheShell(@TempDir Path directory) throws Exception {
    Path jar = Files.writeString(directory.resolve("a '$(id)' ü.jar"), "content");
    BootTicket ticket =
        new BootTicket(new BootTicket.OfHead(ODD, "p", Map.of(ODD, ODD), "uid"), null, null);
    Path boot = directory.resolve("boot");

    String printed =
        run(
            directory,
            boot,
            BootScript.of(
                List.of(new BootScript.Fetched("node.jar", ContentHash.of(jar), jar.toUri())),
                ticket));

    assertThat(Files.readString(boot.resolve("node.jar"))).isEqualTo("content");
    assertThat(Json.read(Files.readString(boot.resolve("ticket.json")), BootTicket.class))
        .isEqualTo(ticket);
    assertThat(Files.getPosixFilePermissions(boot.resolve("ticket.json"))).hasSize(2);
    assertThat(printed)
        .contains("PullMain")
        .contains("fetch node.jar, try 1")
        .doesNotContain("uid=");
  }

  @Test
  void whatIsThereAlreadyIsNotFetchedAgain(@TempDir Path directory) throws Exception {
    Path jar = Files.writeString(directory.resolve("node.jar"), "content");
    Path boot = directory.resolve("boot");
    String script =
        BootScript.of(
            List.of(new BootScript.Fetched("node.jar", ContentHash.of(jar), jar.toUri())),
            new BootTicket(null, null, null));
    run(directory, boot, script);
    Files.delete(jar);

    assertThat(run(directory, boot, script)).contains("PullMain").doesNotContain("fetch node.jar");
  }

  /** Runs a script with another directory, and with a Java that says what it was called with. */
  private static String run(Path directory, Path boot, String script)
      throws IOException, InterruptedException {
    Path bin = Files.createDirectories(directory.resolve("home/bin"));
    Path java = bin.resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"' >&2\necho \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Path file =
        Files.writeString(
            directory.resolve("boot.sh"),
            script
                .replace("boot=/var/lib/cloudtik-boot", "boot=" + boot)
                .replace("[ \"$(id -u)\" = 0 ]", "true"));
    ProcessBuilder builder = new ProcessBuilder("sh", file.toString()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", directory.resolve("home").toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }
}
