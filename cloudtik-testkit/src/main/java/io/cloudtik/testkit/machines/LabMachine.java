/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** One machine of a {@link MachineLab}, and what can happen to it. Not thread-safe. */
public final class LabMachine {
  private static final Duration READY = Duration.ofSeconds(30);
  private static final String HOST_KEY = "/etc/ssh/ssh_host_ed25519_key";
  private static final String AUTHORIZED_KEYS = "/etc/ssh/authorized_keys";
  private static final String SETTINGS = "/etc/ssh/sshd_config.d/cloudtik.conf";

  private final String container;
  private final String network;
  private final String host;
  private final Path keys;
  private Path hostKey;
  private int hostKeys = 1;

  LabMachine(String container, String network, String host, Path hostKey, Path keys) {
    this.container = container;
    this.network = network;
    this.host = host;
    this.hostKey = hostKey;
    this.keys = keys;
  }

  /** Returns the name of the container. */
  public String container() {
    return container;
  }

  /** Returns the address, which stays the same over restarts and cuts. */
  public String host() {
    return host;
  }

  /** Returns the public key that sshd shows, as OpenSSH writes it, without a comment. */
  public String hostKey() {
    String[] parts = MachineLab.publicKey(hostKey).split(" ", -1);
    return parts[0] + " " + parts[1];
  }

  /** Runs a program as root, not by SSH, and returns what it wrote; it must succeed. */
  public String exec(String... command) {
    return DockerCommand.run(
        Stream.concat(Stream.of("exec", container), Stream.of(command)).toArray(String[]::new));
  }

  /** Puts a file of this computer there, readable by everybody. */
  public void put(Path file, String target) {
    place(file, target);
    exec("chown", "root:root", target);
    exec("chmod", "a+r", target);
  }

  /** Freezes every process, as a computer that hangs. */
  public void pause() {
    DockerCommand.pause(container);
  }

  /** Ends {@link #pause}. */
  public void unpause() {
    DockerCommand.run("unpause", container);
  }

  /** Takes the machine off the network; packets to it vanish. */
  public void cut() {
    DockerCommand.run("network", "disconnect", network, container);
  }

  /** Ends {@link #cut}, with the same address. */
  public void heal() {
    DockerCommand.run("network", "connect", "--ip", host, network, container);
  }

  /** Ends every process at once, as when the power fails; the disk stays. */
  public void stop() {
    DockerCommand.run("kill", container);
    Eventually.becomes(
        container + " is off",
        READY,
        () -> DockerCommand.run("inspect", "--format", "{{.State.Running}}", container),
        running -> running.equals("false"));
  }

  /** Starts the machine, and returns when its sshd answers. */
  public void start() {
    DockerCommand.run("start", container);
    // What Docker copied there belongs to whoever runs the tests.
    exec("chown", "root:root", HOST_KEY, AUTHORIZED_KEYS, SETTINGS);
    Eventually.becomes(
        "sshd of " + container, READY, this::banner, said -> said.startsWith("SSH-"));
  }

  /** Fills the disk {@code /small} to the last byte. */
  public void fillSmallDisk() {
    DockerCommand.tryTo("exec", container, "dd", "if=/dev/zero", "of=/small/fill", "bs=64k");
  }

  /** Makes room on the disk {@code /small} again. */
  public void emptySmallDisk() {
    exec("rm", "-f", "/small/fill");
  }

  /** Gives the machine another host key, as if another machine had come up at its address. */
  public void changeHostKey() {
    Path name = hostKey.resolveSibling(hostKey.getFileName() + "-" + hostKeys++);
    hostKey = MachineLab.makeKey(name);
    place(hostKey, HOST_KEY);
    stop();
    start();
  }

  /** Puts the host key and the key that is let in onto the disk; also before the first start. */
  void placeKeys(String authorized) {
    place(hostKey, HOST_KEY);
    try {
      Path file = keys.resolve("authorized_keys");
      Files.writeString(file, authorized + "\n");
      Path settings = keys.resolve("cloudtik.conf");
      Files.writeString(
          settings, "AuthorizedKeysFile " + AUTHORIZED_KEYS + " .ssh/authorized_keys\n");
      place(file, AUTHORIZED_KEYS);
      place(settings, SETTINGS);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void place(Path file, String target) {
    DockerCommand.run("cp", file.toString(), container + ":" + target);
  }

  private String banner() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, 22), 1000);
      socket.setSoTimeout(1000);
      byte[] start = socket.getInputStream().readNBytes(4);
      return new String(start, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public String toString() {
    return container + " at " + host;
  }
}
