/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.impl.access.Sessions;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.SshAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * An OpenSSH server on 127.0.0.1 with its own keys and configuration in one directory. It needs
 * root and an installed sshd; where these are missing, CI fails and others skip.
 */
final class TestSshd implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final List<String> command;
  private SshKeyPair hostKey;
  private Process process;

  private TestSshd(Path directory, int port, List<String> command, SshKeyPair hostKey) {
    this.directory = directory;
    this.port = port;
    this.command = command;
    this.hostKey = hostKey;
    this.process = launch();
  }

  /** Starts one that lets this user in with any of the keys. */
  static TestSshd start(Path directory, List<SshKeyPair> users, String... options) {
    return start(directory, "", users, options);
  }

  /** Starts one after a line of a shell has changed mounts, which only it sees. */
  static TestSshd startWithMounts(Path directory, String mounts, SshKeyPair user) {
    return start(directory, mounts + " && ", List.of(user));
  }

  private static TestSshd start(
      Path directory, String before, List<SshKeyPair> users, String... options) {
    Path sshd =
        Sessions.find("sshd")
            .or(() -> java.util.Optional.of(Path.of("/usr/sbin/sshd")).filter(Files::isExecutable))
            .orElse(null);
    require(sshd != null, "no sshd is installed (apt-get install openssh-server)");
    require(System.getProperty("user.name").equals("root"), "sshd must be started by root");
    try {
      Files.createDirectories(directory);
      Files.createDirectories(Path.of("/run/sshd"));
      int port = freePort();
      SshKeyPair hostKey = SshKeys.ed25519("");
      List<String> lines =
          new ArrayList<>(
              List.of(
                  "Port " + port,
                  "ListenAddress 127.0.0.1",
                  "HostKey " + directory.resolve("host_key"),
                  "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                  "PidFile none",
                  "StrictModes no",
                  "UsePAM no",
                  "PermitRootLogin yes",
                  "PasswordAuthentication no",
                  "KbdInteractiveAuthentication no",
                  "MaxStartups 100",
                  // What the user's shell reads at its start is not tested here.
                  "SetEnv HOME=" + directory,
                  "LogLevel VERBOSE"));
      lines.addAll(0, List.of(options));
      Files.write(directory.resolve("sshd_config"), lines);
      Files.write(
          directory.resolve("authorized_keys"),
          users.stream().map(SshKeyPair::publicLine).toList());
      writeSecret(directory.resolve("host_key"), hostKey.privateText());
      return new TestSshd(
          directory,
          port,
          List.of(
              "unshare",
              "--mount",
              "--propagation",
              "private",
              "sh",
              "-c",
              before + "exec \"$@\"",
              "sh",
              String.valueOf(sshd),
              "-D",
              "-e",
              "-f",
              directory.resolve("sshd_config").toString()),
          hostKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void require(boolean there, String what) {
    if (!there && "true".equals(System.getenv("CI"))) {
      Assertions.fail("CI must test machines over SSH, but " + what);
    }
    if (!there) {
      System.err.println("SKIPPED, nothing about SSH is tested here: " + what);
    }
    Assumptions.assumeTrue(there, what);
  }

  static Path writeSecret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private Process launch() {
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log().toFile()))
              .start();
      Waiter.waitFor("sshd", Duration.ofSeconds(20)).untilTrue(this::answers, this::readLog);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.getInputStream().read() == 'S';
    } catch (IOException e) {
      return false;
    }
  }

  Path log() {
    return directory.resolve("log");
  }

  String readLog() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return "no log";
    }
  }

  int port() {
    return port;
  }

  SshKeyPair hostKey() {
    return hostKey;
  }

  /** Returns an address without anything about host keys. */
  SshAddress.Builder bareAddress(Path root) {
    return SshAddress.builder()
        .host("127.0.0.1")
        .port(port)
        .user(System.getProperty("user.name"))
        .directory(root);
  }

  SshAddress.Builder address(Path root) {
    return bareAddress(root).addHostKeys(hostKey.publicLine());
  }

  /** Kills the processes that serve connections, not the one that listens. */
  void cutConnections() {
    process.descendants().filter(this::serves).forEach(ProcessHandle::destroyForcibly);
  }

  private boolean serves(ProcessHandle handle) {
    return handle.info().command().map(path -> path.endsWith("sshd")).orElse(false);
  }

  /** Comes back with another host key. */
  void changeHostKey() {
    stop();
    hostKey = SshKeys.ed25519("");
    try {
      writeSecret(directory.resolve("host_key"), hostKey.privateText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = launch();
  }

  private void stop() {
    List<ProcessHandle> all = process.descendants().filter(this::serves).toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
