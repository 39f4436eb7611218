/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who become root, and those who may not. */
final class SshSudoIT {
  private static final Duration ENOUGH = Duration.ofSeconds(60);

  @TempDir static Path home;
  private static MachineLab lab;
  private static LabMachine machine;

  @TempDir Path here;

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

  private static MachineAccess open(String user, String root) {
    return MachineAccesses.open(LabSsh.address(lab, machine, user, Path.of(root)).build());
  }

  private static CommandRequest request(MachineAccess access, String... command) {
    return CommandRequest.of(List.of(command), access.root(), ENOUGH);
  }

  @Test
  void whatIsWrittenForRootIsRootsAlone() throws IOException {
    Path tree = Files.createDirectories(here.resolve("tree"));
    Files.createDirectory(tree.resolve("below"));
    Files.writeString(tree.resolve("file"), "placed");
    try (MachineAccess ann = open("ann", "/srv/own")) {
      MachineAccess root = ann.asRoot();
      root.write(root.root().resolve("secret"), "hush", true);
      root.place(tree, root.root().resolve("tree"));
      root.share(tree.resolve("file"), root.root().resolve("shared"));
      root.fetch(root.root().resolve("secret"), here.resolve("back"));

      assertThat(machine.exec("find", "/srv/own", "!", "-user", "root")).isEmpty();
      assertThat(root.read(root.root().resolve("secret"))).contains("hush");
      assertThat(here.resolve("back")).hasContent("hush");
      assertThat(root.asRoot()).isSameAs(root);
      assertThatThrownBy(() -> ann.read(ann.root().resolve("secret")))
          .hasMessageContaining("Permission denied");
      assertThatThrownBy(() -> ann.write(ann.root().resolve("more"), "text", false))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED));
    }
  }

  @Test
  void asRootThereIsTheHomeAndThePathOfRoot() {
    String script = "id -un; echo \"$HOME\"; umask; command -v useradd; test -t 0 || echo plain";
    try (MachineAccess ann = open("ann", "/tmp");
        MachineAccess root = open("root", "/tmp")) {
      String seen = ann.asRoot().run(request(ann, "sh", "-c", script)).output();

      assertThat(seen).isEqualTo("root\n/root\n0022\n/usr/sbin/useradd\nplain\n");
      assertThat(root.asRoot().run(request(root, "sh", "-c", script)).output()).isEqualTo(seen);
      assertThat(root.run(request(root, "sh", "-c", script)).output()).isEqualTo(seen);
    }
  }

  @Test
  void closingOneViewClosesTheOtherAndNeitherEndsWhatWasStarted() {
    try (MachineAccess ann = open("ann", "/srv/started")) {
      MachineAccess root = ann.asRoot();
      root.startDetached(request(root, "sh", "-c", "echo $$ > pid; exec sleep 1000"));
      root.close();
    }
    try (MachineAccess root = open("root", "/srv/started")) {
      String pid =
          io.cloudtik.impl.wait.Waiter.waitFor("the process", ENOUGH)
              .until(
                  () ->
                      root.read(root.root().resolve("pid"))
                          .map(String::strip)
                          .filter(p -> !p.isEmpty()),
                  () -> "no file");
      assertThat(root.run(request(root, "stat", "-c", "%U", "/proc/" + pid)).output())
          .isEqualTo("root\n");
      root.run(request(root, "kill", "-KILL", pid));
    }
  }

  private static void assertRefused(String user, String... message) {
    try (MachineAccess access = open(user, "/tmp")) {
      MachineAccess root = access.asRoot();
      List<ThrowingCallable> all =
          List.of(
              () -> root.run(request(root, "true")),
              () -> access.run(request(access, "true").byRoot()),
              () -> root.startDetached(request(root, "true")),
              () -> root.write(Path.of("/tmp/refused"), "", false),
              root::facts);
      for (ThrowingCallable each : all) {
        assertThatThrownBy(each)
            .isInstanceOfSatisfying(
                CloudTikException.class,
                e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED))
            .hasMessageContainingAll(message)
            .hasMessageContaining(user + "@" + machine.host());
      }
      // As itself that user goes on.
      assertThat(access.run(request(access, "id", "-un")).output()).isEqualTo(user + "\n");
      assertThat(access.read(Path.of("/tmp/refused"))).isEqualTo(Optional.empty());
    }
  }

  @Test
  void aSudoThatAsksForAPasswordIsToldWithTheLineThatHelps() {
    assertRefused("bob", "asks for a password", "'bob ALL=(ALL) NOPASSWD: ALL'");
  }

  @Test
  void aUserWhomSudoDoesNotKnowIsTold() {
    machine.exec("sh", "-c", "echo 'Defaults:bob !authenticate' > /etc/sudoers.d/bob");
    try {
      assertRefused("bob", "no such right", "not in the sudoers", "NOPASSWD");
      machine.exec("sh", "-c", "echo 'bob ALL=(ALL) NOPASSWD: /bin/ls' >> /etc/sudoers.d/bob");
      assertRefused("bob", "no such right", "not allowed", "NOPASSWD");
    } finally {
      machine.exec("rm", "/etc/sudoers.d/bob");
    }
  }

  @Test
  void aSudoThatWantsATerminalIsTold() {
    machine.exec("sh", "-c", "echo 'Defaults:ann requiretty' > /etc/sudoers.d/tty");
    try {
      assertRefused("ann", "wants a terminal", "'Defaults:ann !requiretty'");
    } finally {
      machine.exec("rm", "/etc/sudoers.d/tty");
    }
  }

  @Test
  void aMachineWithoutSudoIsToldAndRootNeedsNone() {
    machine.exec("mv", "/usr/bin/sudo", "/usr/bin/no-sudo");
    try {
      assertRefused("ann", "sudo is not installed", "apt-get install sudo", "log in as root");
      try (MachineAccess root = open("root", "/srv/without")) {
        MachineAccess view = root.asRoot();
        view.write(Path.of("/srv/without/file"), "text", false);
        assertThat(view.run(request(view, "id", "-un")).output()).isEqualTo("root\n");
      }
    } finally {
      machine.exec("mv", "/usr/bin/no-sudo", "/usr/bin/sudo");
    }
  }

  @Test
  void aSudoThatCannotBecomeRootIsTold() {
    machine.exec("chmod", "u-s", "/usr/bin/sudo");
    try {
      assertRefused("ann", "cannot become root", "4755");
    } finally {
      machine.exec("chmod", "u+s", "/usr/bin/sudo");
    }
  }
}
