/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machines that other tests rest on, seen by OpenSSH. */
class MachineLabIT {
  @TempDir private static Path directory;
  private static MachineLab lab;
  private static LabMachine machine;

  @BeforeAll
  static void start() {
    lab = MachineLab.open(directory, TestImage.BARE);
    machine = lab.start("one");
  }

  @AfterAll
  static void close() {
    if (lab != null) {
      String network = lab.network();
      lab.close();
      assertThat(DockerCommand.lines("ps", "-a", "--format", "{{.Names}}"))
          .noneMatch(name -> name.startsWith(network));
      assertThat(DockerCommand.lines("network", "ls", "--format", "{{.Name}}"))
          .doesNotContain(network);
    }
  }

  @Test
  void oneKeyIsLetInAndTheHostKeyIsKnownBeforehand() throws Exception {
    assertThat(ssh("root", "id -un")).isEqualTo("root");
    assertThat(ssh("ann", "sudo -n id -un")).isEqualTo("root");
    assertThat(ssh("bob", "sudo -n id -un")).contains("password is required");
    assertThat(ssh("bob", "command -v java || echo none")).isEqualTo("none");
  }

  @Test
  void aMachineThatIsPausedOrCutDoesNotAnswerUntilItIsNot() throws Exception {
    machine.pause();
    assertThat(ssh("root", "true")).containsIgnoringCase("timed out");
    machine.unpause();
    assertThat(ssh("root", "echo here")).isEqualTo("here");

    machine.cut();
    assertThat(ssh("root", "true")).containsAnyOf("timed out", "No route");
    machine.heal();
    assertThat(ssh("root", "echo here")).isEqualTo("here");
  }

  @Test
  void aMachineThatStartsAgainHasItsDiskAddressAndKey() throws Exception {
    machine.exec("touch", "/var/stays");
    machine.stop();
    machine.start();
    assertThat(ssh("root", "ls /var/stays")).isEqualTo("/var/stays");
  }

  @Test
  void aFullDiskIsFull() throws Exception {
    machine.fillSmallDisk();
    assertThat(ssh("root", "echo x > /small/file")).contains("No space left");
    machine.emptySmallDisk();
    assertThat(ssh("root", "echo x > /small/file && cat /small/file")).isEqualTo("x");
  }

  @Test
  void anotherHostKeyIsSeen() throws Exception {
    LabMachine other = lab.start("two");
    final String before = other.hostKey();
    assertThat(ssh(other, before, "root", "echo here")).isEqualTo("here");

    other.changeHostKey();

    assertThat(ssh(other, before, "root", "true")).contains("Host key verification failed");
    assertThat(ssh(other, other.hostKey(), "root", "echo here")).isEqualTo("here");
  }

  @Test
  void machinesReachEachOtherAndNothingElse() throws Exception {
    LabMachine other = lab.start("three");
    assertThat(ssh("root", "exec 3<>/dev/tcp/" + other.host() + "/22 && head -c 4 <&3"))
        .isEqualTo("SSH-");
    assertThat(
            ssh("root", "timeout 2 bash -c \"head -c 4 <>/dev/tcp/192.0.2.1/22\" || echo nothing"))
        .contains("nothing")
        .doesNotContain("SSH-");
  }

  @Test
  void whatAKilledRunLeftIsRemovedByTheNext() throws IOException {
    String dead = "io.cloudtik.testkit.owner=999999999-1";
    String left = lab.network() + "-left";
    DockerCommand.run("network", "create", "--internal", "--label", dead, left);
    DockerCommand.run(
        "create", "--name", left, "--network", left, "--label", dead, TestImage.BARE.required());

    MachineLab.open(Files.createDirectory(directory.resolve("next")), TestImage.BARE).close();

    assertThatThrownBy(() -> DockerCommand.run("inspect", left)).hasMessageContaining("No such");
    assertThat(ssh("root", "echo here")).isEqualTo("here");
  }

  private static String ssh(String user, String command) throws IOException {
    return ssh(machine, machine.hostKey(), user, command);
  }

  private static String ssh(LabMachine machine, String hostKey, String user, String command)
      throws IOException {
    Path known = Files.createTempFile(directory, "known", "hosts");
    Files.writeString(known, machine.host() + " " + hostKey + "\n");
    List<String> line = new ArrayList<>(List.of("ssh", "-F", "none", "-T"));
    for (String option :
        List.of(
            "BatchMode=yes",
            "ConnectTimeout=3",
            "IdentitiesOnly=yes",
            "IdentityFile=" + lab.identity(),
            "UserKnownHostsFile=" + known,
            "StrictHostKeyChecking=yes")) {
      line.addAll(List.of("-o", option));
    }
    line.addAll(List.of(user + "@" + machine.host(), "bash -c '" + command + "'"));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes()).strip();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return said;
  }
}
