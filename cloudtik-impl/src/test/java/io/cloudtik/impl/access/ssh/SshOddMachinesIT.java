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
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.CommandResult;
import io.cloudtik.impl.access.MachineAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines and networks that one would rather not have. */
final class SshOddMachinesIT {
  private static final SshKeyPair KEY = SshKeys.ed25519("test");
  private static final Duration ENOUGH = Duration.ofSeconds(60);

  @TempDir Path here;

  private static CommandResult sh(MachineAccess access, String script) {
    return access.run(CommandRequest.of(List.of("sh", "-c", script), access.root(), ENOUGH));
  }

  private Path tree() throws IOException {
    Path tree = Files.createDirectories(here.resolve("tree/below"));
    for (int i = 0; i < 50; i++) {
      Files.writeString(tree.resolve("file-" + i), "text " + i);
    }
    return here.resolve("tree");
  }

  @Test
  void nothingOfOursIsRunFromTmpOrWrittenToUsr() throws IOException {
    String mounts =
        "mount --bind /usr /usr && mount -o remount,bind,ro /usr"
            + " && mount --bind /tmp /tmp && mount -o remount,bind,noexec /tmp";
    Path root = Files.createTempDirectory(Path.of("/tmp"), "noexec");
    try (TestSshd sshd = TestSshd.startWithMounts(here.resolve("sshd"), mounts, KEY);
        MachineAccess access = new SshAccess(sshd.address(root).build(), SshIdentities.of(KEY))) {
      assertThat(sh(access, "touch /usr/x; cp /bin/true . && ./true").output())
          .contains("Read-only file system")
          .contains("Permission denied");

      access.place(tree(), root.resolve("placed"));
      access.place(tree(), root.resolve("placed"));
      access.write(root.resolve("file"), "text", true);
      access.fetch(root.resolve("placed"), here.resolve("back"));
      assertThat(here.resolve("back/below/file-49")).hasContent("text 49");
      assertThat(access.read(root.resolve("file"))).contains("text");
      assertThat(access.facts().uid()).isZero();
      assertThatThrownBy(
              () ->
                  access.run(
                      CommandRequest.of(List.of("sleep", "1000"), root, Duration.ofSeconds(1))))
          .isInstanceOf(WaitTimeoutException.class)
          .hasMessageContaining("was killed");
    } finally {
      io.cloudtik.impl.access.LocalFiles.deleteTree(root);
    }
  }

  @Test
  void aSlowLinkWorksAndHasFewRoundTrips() throws IOException {
    Path tree = tree();
    try (TestSshd sshd = TestSshd.start(here.resolve("sshd"), List.of(KEY));
        SlowLink link = new SlowLink(sshd.port(), Duration.ofMillis(100));
        MachineAccess access =
            new SshAccess(
                sshd.address(here.resolve("root")).port(link.port()).build(),
                SshIdentities.of(KEY))) {
      assertThat(sh(access, "echo there").output()).isEqualTo("there\n");
      assertThat(link.roundTrips())
          .as("for the first command, with the login")
          .isLessThanOrEqualTo(14);

      // The last word of each, that all is read or closed, is one that nobody waits for.
      int[] next = {0};
      assertThat(roundTrips(link, () -> sh(access, "true")))
          .as("for a command")
          .isLessThanOrEqualTo(3);
      assertThat(roundTrips(link, () -> access.write(access.root().resolve("f"), "text", true)))
          .as("for a small file")
          .isLessThanOrEqualTo(3);
      assertThat(roundTrips(link, () -> access.place(tree, access.root().resolve("t" + next[0]++))))
          .as("for a new tree")
          .isLessThanOrEqualTo(6);
      assertThat(roundTrips(link, () -> access.place(tree, access.root().resolve("t0"))))
          .as("for a tree that is there")
          .isLessThanOrEqualTo(3);
      assertThat(access.read(access.root().resolve("t0/below/file-7"))).contains("text 7");
    }
  }

  /** Keeps of two times the lesser: a timer of ours may say something in between. */
  private static int roundTrips(SlowLink link, Runnable action) {
    return IntStream.range(0, 2)
        .map(
            i -> {
              int before = link.roundTrips();
              action.run();
              return link.roundTrips() - before;
            })
        .min()
        .orElseThrow();
  }

  @Test
  void aCutThatHealsInTimeIsNotNoticed() throws IOException {
    try (TestSshd sshd = TestSshd.start(here.resolve("sshd"), List.of(KEY));
        SlowLink link = new SlowLink(sshd.port(), Duration.ZERO);
        MachineAccess access = open(sshd, link, Duration.ofSeconds(15))) {
      CommandResult result =
          access.run(
              CommandRequest.of(
                      List.of("sh", "-c", "echo on; sleep 1; echo off"), access.root(), ENOUGH)
                  .withOutput(
                      (source, line) -> {
                        link.cut();
                        SshThreads.timer()
                            .schedule(link::heal, 1500, java.util.concurrent.TimeUnit.MILLISECONDS);
                      }));
      assertThat(result.output()).isEqualTo("on\noff\n");
    }
  }

  private MachineAccess open(TestSshd sshd, SlowLink link, Duration silence) {
    return new SshAccess(
        sshd.address(here.resolve("root")).port(link.port()).build(),
        SshIdentities.of(KEY),
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2), silence));
  }

  @Test
  void aCutInTheMiddleOfACommandSaysWhatIsUnknownAndTheNextCallConnectsAgain() throws IOException {
    try (TestSshd sshd = TestSshd.start(here.resolve("sshd"), List.of(KEY));
        SlowLink link = new SlowLink(sshd.port(), Duration.ZERO);
        MachineAccess access = open(sshd, link, Duration.ofSeconds(1))) {
      assertThatThrownBy(
              () ->
                  access.run(
                      CommandRequest.of(
                              List.of("sh", "-c", "echo run >> runs; echo on; sleep 1000"),
                              access.root(),
                              ENOUGH)
                          .withOutput((source, line) -> link.cut())))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.MACHINE_UNREACHABLE))
          .hasMessageContainingAll("not known whether it ended", "not repeated", "look there");
      link.heal();
      assertThat(access.read(access.root().resolve("runs"))).contains("run\n");
    }
  }

  @Test
  void aCutInTheMiddleOfAnUploadIsNoticedToo() throws IOException {
    Path large = here.resolve("large");
    Files.write(large, new byte[16 << 20]);
    try (TestSshd sshd = TestSshd.start(here.resolve("sshd"), List.of(KEY));
        SlowLink link = new SlowLink(sshd.port(), Duration.ZERO);
        MachineAccess access = open(sshd, link, Duration.ofSeconds(1))) {
      assertThat(sh(access, "echo there").output()).isEqualTo("there\n");
      link.chokeAfter(1 << 20);
      assertThatThrownBy(() -> access.place(large, access.root().resolve("large")))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.MACHINE_UNREACHABLE))
          .hasMessageContaining("not known whether it ended");
      link.heal();
      assertThat(access.read(access.root().resolve("large"))).isEmpty();
      access.place(large, access.root().resolve("large"));
      assertThat(sh(access, "wc -c < large").output()).isEqualTo((16 << 20) + "\n");
    }
  }
}
