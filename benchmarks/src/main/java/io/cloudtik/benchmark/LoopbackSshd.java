/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.impl.access.Sessions;
import io.cloudtik.impl.access.ssh.SshIdentities;
import io.cloudtik.impl.access.ssh.SshKeyPair;
import io.cloudtik.impl.access.ssh.SshKeys;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.SshAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real sshd on 127.0.0.1 that root logs in to, with the login shell {@code /bin/sh}: it runs in
 * mounts of its own, in which the list of users says so.
 */
final class LoopbackSshd implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  private static final String OWN_USERS =
      "mkdir -p /run/sshd && mount --bind \"$1\" /etc/passwd && shift && exec \"$@\"";

  private final Path directory;
  private final SshKeyPair user = SshKeys.ed25519("benchmark");
  private final SshKeyPair host = SshKeys.ed25519("benchmark");
  private final int port;
  private final Process process;

  private LoopbackSshd(Path directory) throws IOException {
    this.directory = directory;
    this.port = RealRedis.freePort();
    LocalFiles.write(identity(), user.privateText(), true);
    LocalFiles.write(directory.resolve("host_key"), host.privateText(), true);
    LocalFiles.write(directory.resolve("authorized_keys"), user.publicLine() + "\n", false);
    LocalFiles.write(knownHosts(), "[%s]:%d %s\n".formatted(HOST, port, host.publicLine()), false);
    LocalFiles.write(
        directory.resolve("users"),
        Files.readString(Path.of("/etc/passwd")).replaceAll("(?m)^(root:.*:)[^:]*$", "$1/bin/sh"),
        false);
    LocalFiles.write(directory.resolve("sshd_config"), configuration(), false);
    this.process = launch();
    Waiter.waitFor("sshd", Duration.ofSeconds(20))
        .untilTrue(() -> RealRedis.listens(HOST, port), this::log);
  }

  /** Starts one whose files lie in a directory. */
  static LoopbackSshd start(Path directory) throws IOException {
    return new LoopbackSshd(directory);
  }

  /** Returns what is missing here; empty if nothing is. */
  static Optional<String> missing(String... programs) {
    if (!System.getProperty("user.name").equals("root")) {
      return Optional.of("sshd must be started by root");
    }
    return Stream.concat(Stream.of("unshare", "sshd"), Stream.of(programs))
        .filter(program -> program(program).isEmpty())
        .findFirst()
        .map(
            program ->
                program
                    + " is not installed (Debian, Ubuntu: openssh-server, openssh-client, rsync, util-linux)");
  }

  private static Optional<Path> program(String name) {
    return Sessions.find(name)
        .or(() -> Optional.of(Path.of("/usr/sbin", name)).filter(Files::isExecutable));
  }

  private String configuration() {
    return String.join(
        "\n",
        "Port " + port,
        "ListenAddress " + HOST,
        "HostKey " + directory.resolve("host_key"),
        "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
        "PidFile none",
        "StrictModes no",
        "PermitRootLogin prohibit-password",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        // Each session is told there.
        "LogLevel VERBOSE",
        "");
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "sh",
            "-c",
            OWN_USERS,
            "sh",
            directory.resolve("users").toString(),
            program("sshd").orElseThrow().toString(),
            "-D",
            "-e",
            "-f",
            directory.resolve("sshd_config").toString())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  int port() {
    return port;
  }

  Path identity() {
    return directory.resolve("identity");
  }

  Path knownHosts() {
    return directory.resolve("known_hosts");
  }

  String log() {
    return LocalFiles.read(directory.resolve("log")).orElse("no log");
  }

  /** Returns how many commands it was given so far. */
  long commands() {
    return log().lines().filter(line -> line.startsWith("Starting session: command")).count();
  }

  /** Opens our way in. */
  MachineAccess open(Path root) {
    return MachineAccesses.open(
        SshAddress.builder()
            .host(HOST)
            .port(port)
            .user("root")
            .directory(root)
            .addHostKeys(host.publicLine())
            .build(),
        SshIdentities.of(user));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
