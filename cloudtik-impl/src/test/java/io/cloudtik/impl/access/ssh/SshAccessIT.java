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
import io.cloudtik.impl.access.CommandResult;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.SshAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is SSH's own: who the machine is, who we are, and what happens when the connection ends. */
final class SshAccessIT {
  private static final SshKeyPair KEY = SshKeys.ed25519("test");

  /** One for all, as making it takes seconds. */
  private static final SshKeyPair RSA = SshKeys.rsa("of rsa");

  private static final Duration ENOUGH = Duration.ofSeconds(60);

  @TempDir static Path home;
  private static TestSshd sshd;

  @TempDir Path here;

  @BeforeAll
  static void startSshd() {
    sshd = TestSshd.start(home.resolve("sshd"), List.of(KEY));
  }

  @AfterAll
  static void stopSshd() {
    if (sshd != null) {
      sshd.close();
    }
  }

  private SshIdentities withHome(SshKeyPair... keys) {
    return new SshIdentities(List.of(keys), null, here);
  }

  private SshAccess open(SshAddress.Builder address) {
    // With a key that nobody has, so that no connection of before is used.
    return new SshAccess(address.build(), withHome(KEY, SshKeys.ed25519("")));
  }

  private static CommandResult sh(MachineAccess access, String script) {
    return access.run(CommandRequest.of(List.of("sh", "-c", script), access.root(), ENOUGH));
  }

  private static void assertReached(MachineAccess access) {
    try (access) {
      assertThat(sh(access, "echo there").output()).isEqualTo("there\n");
    }
  }

  private static void assertRefused(MachineAccess access, ErrorCode code, String... message) {
    try (access) {
      assertThatThrownBy(() -> sh(access, "echo there"))
          .isInstanceOfSatisfying(
              CloudTikException.class, e -> assertThat(e.errorCode()).isEqualTo(code))
          .hasMessageContainingAll(message);
    }
  }

  private void knownHosts(String... lines) throws IOException {
    Files.write(here.resolve("known_hosts"), List.of(lines));
  }

  @Test
  void anUnknownHostKeyIsToldAndNothingIsSent() throws IOException {
    knownHosts("# nothing", "other.example " + sshd.hostKey().publicLine());
    assertRefused(
        open(sshd.bareAddress(here)),
        ErrorCode.HOST_KEY_UNKNOWN,
        "127.0.0.1:" + sshd.port(),
        sshd.hostKey().fingerprint(),
        "ssh-keyscan");
  }

  @Test
  void anotherHostKeyThanTheGivenOneIsToldWithBoth() {
    SshKeyPair other = SshKeys.ed25519("");
    assertRefused(
        open(sshd.bareAddress(here).addHostKeys(other.publicLine())),
        ErrorCode.HOST_KEY_CHANGED,
        "127.0.0.1:" + sshd.port(),
        sshd.hostKey().fingerprint(),
        other.fingerprint());
  }

  @Test
  void anotherKindOfHostKeyIsNoExcuse() {
    assertRefused(
        open(sshd.bareAddress(here).addHostKeys(RSA.publicLine())),
        ErrorCode.HOST_KEY_CHANGED,
        sshd.hostKey().fingerprint());
  }

  @Test
  void knownHostsAreReadPlainHashedAndWithPatterns() throws Exception {
    String key = " " + sshd.hostKey().publicLine();
    String name = "[127.0.0.1]:" + sshd.port();
    for (String names : List.of(name, "x," + name, "[127.0.*]:*", "*,!other")) {
      knownHosts(names + key);
      assertReached(open(sshd.bareAddress(here)));
    }
    knownHosts(name + key);
    Process hash =
        new ProcessBuilder("ssh-keygen", "-H", "-f", here.resolve("known_hosts").toString())
            .redirectErrorStream(true)
            .start();
    assertThat(hash.waitFor()).isZero();
    assertThat(here.resolve("known_hosts")).content().startsWith("|1|").doesNotContain("127");
    assertReached(open(sshd.bareAddress(here)));
    knownHosts("*,!" + name + key);
    assertRefused(open(sshd.bareAddress(here)), ErrorCode.HOST_KEY_UNKNOWN, "127.0.0.1");
    knownHosts(name + " " + SshKeys.ed25519("").publicLine());
    assertRefused(open(sshd.bareAddress(here)), ErrorCode.HOST_KEY_CHANGED, "ssh-keygen -R");
  }

  @Test
  void aRevokedHostKeyIsRefusedHoweverItIsKnown() throws IOException {
    knownHosts("* " + sshd.hostKey().publicLine(), "@revoked * " + sshd.hostKey().publicLine());
    assertRefused(
        open(sshd.bareAddress(here)), ErrorCode.HOST_KEY_REVOKED, sshd.hostKey().fingerprint());
    assertRefused(open(sshd.address(here)), ErrorCode.HOST_KEY_REVOKED, "revoked");
    assertRefused(
        open(sshd.bareAddress(here).anyHostKey(true)), ErrorCode.HOST_KEY_REVOKED, "revoked");
  }

  @Test
  void anyHostKeyIsTakenWhereThatIsSaid() {
    assertReached(open(sshd.bareAddress(here).anyHostKey(true)));
  }

  @Test
  void aMachineThatComesBackWithAnotherHostKeyIsRefusedAtTheNextConnection() {
    try (TestSshd own = TestSshd.start(here.resolve("own"), List.of(KEY));
        SshAccess access = open(own.address(here))) {
      assertThat(sh(access, "echo there").output()).isEqualTo("there\n");
      own.changeHostKey();

      assertThatThrownBy(() -> sh(access, "echo there"))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.HOST_KEY_CHANGED))
          .hasMessageContaining(own.hostKey().fingerprint());
    }
  }

  @Test
  void keysOfEachKindLogIn() throws IOException {
    try (TestSshd own = TestSshd.start(here.resolve("own"), List.of(RSA))) {
      assertReached(new SshAccess(own.address(here).build(), SshIdentities.of(RSA)));
      // As text and back, which is how they are stored.
      assertReached(
          new SshAccess(
              own.address(here).build(), SshIdentities.of(SshKeys.parse(RSA.privateText()))));
    }
    SshKeyPair again = SshKeys.parse(KEY.privateText());
    assertThat(again.fingerprint()).isEqualTo(KEY.fingerprint());
    assertReached(new SshAccess(sshd.address(here).build(), SshIdentities.of(again)));
    Path file = TestSshd.writeSecret(here.resolve("my key"), KEY.privateText());
    assertReached(
        new SshAccess(sshd.address(here).identityFile(file).build(), SshIdentities.of(RSA)));
    TestSshd.writeSecret(here.resolve("id_ed25519"), KEY.privateText());
    assertReached(new SshAccess(sshd.address(here).build(), withHome()));
  }

  @Test
  void keysThatSshKeygenMadeAreRead() throws Exception {
    for (List<String> kind :
        List.of(
            List.of("-t", "ed25519"),
            List.of("-t", "rsa", "-b", "2048"),
            List.of("-t", "rsa", "-b", "2048", "-m", "PEM"),
            List.of("-t", "rsa", "-b", "2048", "-m", "PKCS8"))) {
      Path file = here.resolve(String.join("", kind));
      keygen(file, "", kind);
      SshKeyPair key = SshKeys.read(file);
      assertThat(Files.readString(Path.of(file + ".pub")))
          .as(kind.toString())
          .startsWith(key.publicLine());
      try (TestSshd own = TestSshd.start(here.resolve("for" + kind.hashCode()), List.of(key))) {
        assertReached(new SshAccess(own.address(here).build(), SshIdentities.of(key)));
      }
    }
  }

  private static void keygen(Path file, String passphrase, List<String> kind) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of("ssh-keygen", "-q", "-N", passphrase, "-f", file.toString()));
    command.addAll(kind);
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void whateverWeOfferWorksWithTheProvidersOfTheJdk() throws IOException {
    for (String option :
        List.of(
            "KexAlgorithms curve25519-sha256",
            "KexAlgorithms curve25519-sha256@libssh.org",
            "KexAlgorithms ecdh-sha2-nistp256",
            "KexAlgorithms ecdh-sha2-nistp384",
            "KexAlgorithms ecdh-sha2-nistp521",
            "KexAlgorithms diffie-hellman-group14-sha256",
            "KexAlgorithms diffie-hellman-group16-sha512",
            "KexAlgorithms diffie-hellman-group18-sha512",
            "Ciphers aes128-gcm@openssh.com",
            "Ciphers aes256-gcm@openssh.com",
            "Ciphers aes128-ctr\nMACs hmac-sha2-256-etm@openssh.com",
            "Ciphers aes256-ctr\nMACs hmac-sha2-512-etm@openssh.com",
            "Ciphers aes256-ctr\nMACs hmac-sha2-256",
            "Ciphers aes256-ctr\nMACs hmac-sha2-512")) {
      Path own = here.resolve("o" + option.hashCode());
      try (TestSshd sshd = TestSshd.start(own, List.of(KEY), option)) {
        assertReached(new SshAccess(sshd.address(here).build(), SshIdentities.of(KEY)));
      }
    }
    assertThat(java.security.Security.getProvider("BC")).isNull();
  }

  @Test
  void aHostThatIsKnownByAnotherKindOfKeyOnlyIsTold() throws Exception {
    Path ecdsa = here.resolve("ecdsa");
    keygen(ecdsa, "", List.of("-t", "ecdsa"));
    knownHosts(
        "[127.0.0.1]:" + sshd.port() + " " + Files.readString(Path.of(ecdsa + ".pub")).strip());
    assertRefused(open(sshd.bareAddress(here)), ErrorCode.HOST_KEY_UNKNOWN, "ecdsa", "-t ed25519");
  }

  @Test
  void aKeyThatOthersCanReadIsNotUsed() throws IOException {
    Path file = TestSshd.writeSecret(here.resolve("open"), KEY.privateText());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertRefused(
        open(sshd.address(here).identityFile(file)),
        ErrorCode.LOGIN_REFUSED,
        "open",
        "rw-r-----",
        "chmod 600");
  }

  @Test
  void keysThatCannotBeUsedSayWhy() throws Exception {
    Path locked = here.resolve("locked");
    keygen(locked, "a secret phrase", List.of("-t", "ed25519"));
    assertThatThrownBy(() -> SshKeys.read(locked)).hasMessageContainingAll("passphrase", "ssh-add");
    Path pem = here.resolve("pem");
    keygen(pem, "a secret phrase", List.of("-t", "rsa", "-m", "PEM"));
    assertThatThrownBy(() -> SshKeys.read(pem)).hasMessageContainingAll("passphrase", "ssh-add");
    Path ecdsa = here.resolve("ecdsa");
    keygen(ecdsa, "", List.of("-t", "ecdsa"));
    assertThatThrownBy(() -> SshKeys.read(ecdsa)).hasMessageContaining("Ed25519");
    assertThatThrownBy(() -> SshKeys.parse("rubbish")).hasMessageContaining("no private key");
    String half = KEY.privateText().substring(0, 150) + "\n-----END OPENSSH PRIVATE KEY-----\n";
    assertThatThrownBy(() -> SshKeys.parse(half))
        .hasMessageContaining("cannot be read")
        .hasNoCause();
    assertRefused(
        open(sshd.address(here).identityFile(here.resolve("none"))),
        ErrorCode.FILE_MISSING,
        "none");
    assertThat(KEY.toString()).startsWith("ssh-ed25519 ").hasSizeLessThan(100);
    assertThat(SshIdentities.of(KEY).toString()).doesNotContain("PRIVATE");
  }

  @Test
  void aWrongUserOrKeyIsToldWithWhatWasTried() {
    assertRefused(
        open(sshd.address(here).user("nobody-here")),
        ErrorCode.LOGIN_REFUSED,
        "nobody-here",
        KEY.fingerprint(),
        "authorized_keys");
    SshKeyPair other = SshKeys.ed25519("");
    assertRefused(
        new SshAccess(sshd.address(here).build(), withHome(other)),
        ErrorCode.LOGIN_REFUSED,
        other.fingerprint());
    assertRefused(
        new SshAccess(sshd.address(here).build(), withHome()),
        ErrorCode.LOGIN_REFUSED,
        "there is no key to try");
  }

  @Test
  void anAgentLogsIn() throws Exception {
    for (SshKeyPair key : List.of(KEY, RSA)) {
      Path socket = here.resolve("agent" + key.hashCode());
      Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
      try (TestSshd own = TestSshd.start(here.resolve("o" + key.hashCode()), List.of(key))) {
        Waiter.waitFor("the agent", ENOUGH).untilTrue(() -> Files.exists(socket), () -> "none");
        ProcessBuilder add =
            new ProcessBuilder(
                "ssh-add",
                "-q",
                TestSshd.writeSecret(here.resolve("k"), key.privateText()).toString());
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        assertThat(add.start().waitFor()).isZero();

        assertReached(
            new SshAccess(own.address(here).build(), new SshIdentities(List.of(), socket, null)));
      } finally {
        agent.destroyForcibly().waitFor();
      }
    }
    assertRefused(
        new SshAccess(
            sshd.address(here).build(),
            new SshIdentities(List.of(), here.resolve("no-agent"), null)),
        ErrorCode.LOGIN_REFUSED,
        "no-agent",
        "does not answer");
  }

  @Test
  void whatCannotBeReachedSaysWhy() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertRefused(
        open(sshd.address(here).port(free)), ErrorCode.MACHINE_UNREACHABLE, "nothing listens");
    assertRefused(
        open(sshd.address(here).host("no-such-host.invalid")),
        ErrorCode.MACHINE_UNREACHABLE,
        "no such host name");
  }

  @Test
  void aServerThatIsSilentIsGivenUpInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getByName("127.0.0.1"));
        SshAccess access =
            new SshAccess(
                sshd.address(here).port(silent.getLocalPort()).build(),
                SshIdentities.of(KEY),
                new Patience(Duration.ofSeconds(2), ENOUGH, ENOUGH))) {
      assertThatThrownBy(() -> sh(access, "true"))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.MACHINE_UNREACHABLE))
          .hasMessageContainingAll(
              "was not done within 2 s", String.valueOf(silent.getLocalPort()));
    }
  }

  @Test
  void aMachineIsReachedThroughOthers() {
    try (TestSshd middle = TestSshd.start(here.resolve("middle"), List.of(KEY));
        TestSshd last = TestSshd.start(here.resolve("last"), List.of(KEY))) {
      SshAddress way = middle.address(here).via(sshd.address(here).build()).build();
      try (SshAccess access = open(last.address(here.resolve("root")).via(way))) {
        assertThat(sh(access, "echo \"$SSH_CONNECTION\"").output())
            .contains(" " + last.port() + "\n");
        access.write(access.root().resolve("f"), "text", false);
        assertThat(access.read(access.root().resolve("f"))).contains("text");
      }
      assertThat(middle.readLog()).contains("Accepted publickey");
      assertRefused(
          open(last.bareAddress(here).addHostKeys(middle.hostKey().publicLine()).via(way)),
          ErrorCode.HOST_KEY_CHANGED,
          last.hostKey().fingerprint(),
          "through");
    }
  }

  @Test
  void allUsersOfAMachineShareOneConnection() {
    try (TestSshd own = TestSshd.start(here.resolve("own"), List.of(KEY));
        SshAccess first = new SshAccess(own.address(here.resolve("a")).build(), withHome(KEY));
        SshAccess second = new SshAccess(own.address(here.resolve("b")).build(), withHome(KEY))) {
      sh(first, "true");
      sh(second, "true");
      first.close();
      sh(second, "true");

      assertThat(own.readLog().lines().filter(line -> line.contains("Accepted publickey")))
          .hasSize(1);
    }
  }

  @Test
  void aLostConnectionIsMadeAgainAndALostCommandIsNotRepeated() throws Exception {
    try (TestSshd own = TestSshd.start(here.resolve("own"), List.of(KEY));
        SshAccess access = open(own.address(here.resolve("root")))) {
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      CompletableFuture<Void> begun = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  access.run(
                      CommandRequest.of(
                              List.of(
                                  "sh",
                                  "-c",
                                  "echo run >> runs; echo $$ > pid; echo on; sleep 1000"),
                              access.root(),
                              ENOUGH)
                          .withOutput((source, line) -> begun.complete(null)));
                  failure.complete(new AssertionError("it went on"));
                } catch (CloudTikException e) {
                  failure.complete(e);
                }
              });
      caller.start();
      begun.get(60, TimeUnit.SECONDS);
      own.cutConnections();

      assertThat(failure.get(60, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.MACHINE_UNREACHABLE))
          .hasMessageContainingAll("was lost", "not repeated");
      assertThat(access.read(access.root().resolve("runs"))).contains("run\n");
      // The guard ended what nobody waits for any more.
      String pid = access.read(access.root().resolve("pid")).orElse("").strip();
      Waiter.waitFor("the end of " + pid, ENOUGH)
          .untilTrue(
              () -> !Files.exists(Path.of("/proc", pid)) || dead(pid), () -> "it still runs");
      own.cutConnections();
      assertThat(sh(access, "echo again").output()).isEqualTo("again\n");
    }
  }

  private static boolean dead(String pid) {
    try {
      return Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aLoginShellThatRunsNothingIsTold() {
    try (TestSshd own =
            TestSshd.start(here.resolve("own"), List.of(KEY), "ForceCommand echo go away");
        SshAccess access = open(own.address(here))) {
      assertThatThrownBy(() -> sh(access, "true"))
          .hasMessageContainingAll("runs no commands", "go away");
    }
  }

  @Test
  void noSecretIsInAnyArgumentEnvironmentOrLog() throws IOException {
    String secret = "s3cret-" + System.nanoTime();
    try (TestSshd own = TestSshd.start(here.resolve("own"), List.of(KEY));
        SshAccess access = open(own.address(here.resolve("root")))) {
      access.write(access.root().resolve("secret"), secret, true);
      access.run(
          CommandRequest.of(List.of("sh", "-c", "sleep 0.1"), access.root(), ENOUGH)
              .withEnvironment(java.util.Map.of("HUSH", secret))
              .withInput(io.cloudtik.impl.access.CommandInput.text(secret)));
      access.startDetached(
          CommandRequest.of(List.of("sleep", "5"), access.root(), ENOUGH)
              .withEnvironment(java.util.Map.of("HUSH", secret)));
      String seen =
          sh(access, "grep -s -a -l -F -f secret /proc/[0-9]*/cmdline; echo over").output();

      assertThat(seen).isEqualTo("over\n");
      assertThat(own.readLog()).doesNotContain(secret).contains("Accepted publickey");
    }
  }
}
