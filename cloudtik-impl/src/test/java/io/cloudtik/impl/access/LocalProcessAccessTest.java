/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.ProcessAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessAccessTest {
  @TempDir Path directory;
  private LocalProcessAccess access;

  @BeforeEach
  void openAMachine() {
    access =
        new LocalProcessAccess(
            ProcessAddress.builder()
                .host("127.0.0.1")
                .directory(directory.resolve("a b ü"))
                .putEnvironment("MARKER", "m1")
                .build());
  }

  private CommandRequest request(Duration deadline, String... arguments) {
    return CommandRequest.of(List.of(arguments), access.root(), deadline)
        .withEnvironment(Map.of("OWN", "x y"));
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() {
    CommandResult result =
        access.run(request(Duration.ofSeconds(20), "printf", "%s\\n", "$HOME; a 'b'", "\"ü\""));

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).isEqualTo("$HOME; a 'b'\n\"ü\"\n");
  }

  @Test
  void outputAndExitCodeComeBackAndLinesAreStreamed() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    CommandResult result =
        access.run(
            request(Duration.ofSeconds(20), "sh", "-c", "echo one; echo two >&2; exit 7")
                .withOutput((source, line) -> lines.add(source + " " + line)));

    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(lines).containsExactlyInAnyOrder("out one", "err two");
  }

  @Test
  void theEnvironmentIsTheMachinesNotOurs() {
    String output = access.run(request(Duration.ofSeconds(20), "env")).output();

    assertThat(output).contains("MARKER=m1").contains("OWN=x y").contains("PATH=");
    assertThat(output.lines().map(line -> line.split("=", 2)[0]))
        .isSubsetOf(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "CLOUDTIK_HOME",
            "CLOUDTIK_RUN",
            "MARKER",
            "OWN",
            "PWD",
            "SHLVL",
            "_");
  }

  @Test
  void aDeadlineKillsTheProcessAndSaysSo() {
    assertThatThrownBy(
            () -> access.run(request(Duration.ofMillis(300), "sh", "-c", "echo on; exec sleep 60")))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("sleep 60")
        .hasMessageContaining("was killed");
  }

  @Test
  void aMissingProgramIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> access.run(request(Duration.ofSeconds(5), "no-such-program")))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.EXEC_FAILED))
        .hasMessageContaining("no-such-program");
  }

  @Test
  void aDetachedProgramIsASessionOfItsOwn() {
    access.startDetached(
        request(Duration.ofSeconds(5), "sh", "-c", "ps -o pid=,sid= -p $$ > ids; exec sleep 30"));
    String ids =
        Waiter.waitFor("the ids", Duration.ofSeconds(20))
            .until(
                () -> access.read(access.root().resolve("ids")).filter(t -> !t.isBlank()),
                () -> "no file");
    String[] numbers = ids.strip().split("\\s+");
    ProcessHandle.of(Long.parseLong(numbers[0])).ifPresent(ProcessHandle::destroyForcibly);

    assertThat(numbers[0]).isEqualTo(numbers[1]);
  }

  @Test
  void aSecretFileIsReadableByItsOwnerOnly() throws Exception {
    Path file = access.root().resolve("secrets/x");
    access.write(file, "hush", true);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(access.read(file)).contains("hush");
    assertThat(access.read(file.resolveSibling("none"))).isEmpty();
  }

  @Test
  void aTreeIsPlacedAndFetchedWithItsPermissions() throws Exception {
    Path source = Files.createDirectories(directory.resolve("source/sub"));
    Path script = Files.writeString(source.resolve("run.sh"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));

    access.place(directory.resolve("source"), access.root().resolve("files/tree"));
    access.fetch(access.root().resolve("files/tree"), directory.resolve("back"));

    Path back = directory.resolve("back/sub/run.sh");
    assertThat(back).hasContent("#!/bin/sh\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(back)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void aFileThatNeverChangesIsOneFileUnlessTheMachineSharesNothing() throws Exception {
    Path jar = Files.writeString(directory.resolve("bundle.jar"), "classes");

    access.share(jar, access.root().resolve("bundle/node.jar"));
    access.share(jar, access.root().resolve("bundle/node.jar"));

    assertThat(access.sharesFiles()).isTrue();
    assertThat(Files.isSameFile(jar, access.root().resolve("bundle/node.jar"))).isTrue();
    LocalProcessAccess isolated =
        new LocalProcessAccess(
            ProcessAddress.builder()
                .host("127.0.0.1")
                .directory(directory.resolve("b"))
                .isolated(true)
                .build());
    isolated.share(jar, isolated.root().resolve("node.jar"));

    assertThat(isolated.sharesFiles()).isFalse();
    assertThat(Files.isSameFile(jar, isolated.root().resolve("node.jar"))).isFalse();
    assertThat(isolated.root().resolve("node.jar")).hasContent("classes");
  }
}
