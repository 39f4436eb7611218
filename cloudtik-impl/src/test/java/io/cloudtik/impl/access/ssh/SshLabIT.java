/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.access.CommandInput;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a machine of its own can show: other users who look, and a machine that hangs. */
final class SshLabIT {
  private static final Duration ENOUGH = Duration.ofSeconds(60);

  /** Prints which files of /proc, and whether what ps tells, hold the text of standard input. */
  private static final String SEARCH =
      "wanted=$(mktemp) && cat > $wanted; for f in /proc/[0-9]*/environ /proc/[0-9]*/cmdline; do"
          + " if tr '\\0' '\\n' 2>/dev/null <$f | grep -q -F -f $wanted; then echo $f; fi; done;"
          + " ps axeww | grep -F -f $wanted; rm $wanted; echo over";

  /**
   * What a login shell does first, when what it was given can be seen, and what it makes of it not.
   */
  private static final String HELD =
      "echo held >> /tmp/held; until [ -e /tmp/go ]; do sleep 0.05; done";

  @TempDir static Path home;
  private static MachineLab lab;
  private static LabMachine machine;

  @BeforeAll
  static void startMachine() {
    lab = MachineLab.open(home, TestImage.BARE);
    machine = lab.start("one");
  }

  @AfterAll
  static void closeLab() {
    if (lab != null) {
      lab.close();
    }
  }

  private static MachineAccess open(String user) {
    return MachineAccesses.open(LabSsh.address(lab, machine, user, Path.of("/tmp")).build());
  }

  private static CommandRequest request(String... command) {
    return CommandRequest.of(List.of(command), Path.of("/tmp"), ENOUGH);
  }

  @Test
  void otherUsersSeeNoSecretWhileACommandHasOneInItsEnvironmentAndInput() throws Exception {
    String ofAnn = "hush-" + UUID.randomUUID();
    String ofRoot = "hush-" + UUID.randomUUID();
    try (MachineAccess ann = open("ann");
        MachineAccess bob = open("bob");
        MachineAccess root = open("root")) {
      assertThat(ann.asRoot().run(request("id", "-u")).output()).isEqualTo("0\n");
      machine.exec("sh", "-c", "echo '" + HELD + "' > /home/ann/.bashrc");
      CountDownLatch begun = new CountDownLatch(2);
      List<CompletableFuture<Integer>> running =
          List.of(hush(ann, ofAnn, begun), hush(ann.asRoot(), ofRoot, begun));
      Waiter.waitFor("both login shells", ENOUGH)
          .untilTrue(
              () -> root.read(Path.of("/tmp/held")).orElse("").equals("held\nheld\n"),
              () -> "not both");
      assertThat(search(bob, ofAnn)).isEqualTo("over\n");
      assertThat(search(bob, ofRoot)).isEqualTo("over\n");
      root.write(Path.of("/tmp/go"), "", false);
      ann.write(Path.of("/tmp/secret"), ofAnn, true);
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

      assertThat(search(bob, ofAnn)).isEqualTo("over\n");
      assertThat(search(bob, ofRoot)).isEqualTo("over\n");
      assertThat(search(ann, ofRoot)).isEqualTo("over\n");
      assertThatThrownBy(() -> bob.read(Path.of("/tmp/secret")))
          .hasMessageContaining("Permission denied");
      // Who may see it finds it, so the search can find something.
      assertThat(search(ann, ofAnn)).contains("/environ");
      assertThat(search(root, ofRoot)).contains("/environ").doesNotContain("/cmdline");
      root.write(Path.of("/tmp/release"), "", false);
      for (CompletableFuture<Integer> each : running) {
        assertThat(each.get(60, TimeUnit.SECONDS)).isZero();
      }
    } finally {
      machine.exec("rm", "-f", "/home/ann/.bashrc");
      machine.exec("touch", "/tmp/go", "/tmp/release");
    }
  }

  private static CompletableFuture<Integer> hush(
      MachineAccess access, String secret, CountDownLatch begun) {
    CommandRequest request =
        request("sh", "-c", "read given; echo on; until [ -e release ]; do sleep 0.05; done")
            .withEnvironment(Map.of("HUSH", secret))
            .withInput(CommandInput.text(secret + "\n"))
            .withOutput((source, line) -> begun.countDown());
    return CompletableFuture.supplyAsync(
        () -> access.run(request).exitCode(), task -> new Thread(task).start());
  }

  private static String search(MachineAccess access, String secret) {
    return access
        .run(request("sh", "-c", SEARCH).withInput(CommandInput.text(secret + "\n")))
        .output();
  }

  @Test
  void aMachineThatHangsIsToldAndServesAgainWhenItGoesOn() {
    SshIdentities nobodyElse = SshIdentities.of(SshKeys.ed25519(""));
    Patience little =
        new Patience(Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofSeconds(60));
    try (MachineAccess ann =
        new SshAccess(
            LabSsh.address(lab, machine, "ann", Path.of("/tmp")).build(), nobodyElse, little)) {
      String script = "echo $$ > pid; echo on; exec sleep 1000";
      assertThatThrownBy(
              () ->
                  ann.run(
                      CommandRequest.of(
                              List.of("sh", "-c", script), Path.of("/tmp"), Duration.ofSeconds(3))
                          .withOutput((source, line) -> machine.pause())))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageContaining("did not confirm that it was killed");
      // The kernel still accepts connections for an sshd that answers nothing.
      assertThatThrownBy(() -> ann.run(request("true")))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.MACHINE_UNREACHABLE))
          .hasMessageContaining("was not done within 3 s");

      machine.unpause();
      String pid = ann.read(Path.of("/tmp/pid")).orElseThrow().strip();
      Waiter.waitFor("the end of " + pid, ENOUGH)
          .untilTrue(
              () -> ann.run(request("test", "-d", "/proc/" + pid)).exitCode() != 0,
              () -> "it still runs");
    }
  }
}
