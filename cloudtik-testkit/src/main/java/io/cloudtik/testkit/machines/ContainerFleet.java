/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Real machines behind those of a simulated cloud: each is a container with an sshd on an internal
 * network, at the address that the cloud gives it, with host keys that it makes itself. When it
 * boots it runs its user data as root, as cloud-init does (but at each boot, as it has no systemd
 * that would start what was installed), and what that prints is its console. Closing it removes all
 * that it made. Thread-safe.
 *
 * <p>Needs root where machines have {@linkplain #metadataAt metadata}.
 */
public final class ContainerFleet implements MachineListener, AutoCloseable {
  /** Where clouds give a machine its metadata, as seen by the machine. */
  private static final String METADATA = "169.254.169.254";

  /** What an image of a cloud does at its boot; it waits to be told that its network is there. */
  private static final String BOOT =
      """
      mkfifo /run/network 2>/dev/null || [ -p /run/network ]
      read -r up < /run/network
      ssh-keygen -q -A
      id -u @user@ 2>/dev/null || {
        useradd --create-home --shell /bin/bash --password '*' @user@
        echo '@user@ ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/@user@
      }
      [ ! -s @script@ ] || sh @script@ >> @console@ 2>&1 &
      exec /usr/sbin/sshd -D -e
      """;

  private static final String NETWORK =
      "mkfifo /run/network 2>/dev/null || [ -p /run/network ]; echo up > /run/network";
  private static final String SCRIPT = "/var/lib/cloud/user-data";
  private static final String CONSOLE = "/var/log/console.log";
  private static final int TRIES = 20;

  private final String image;
  private final String user;
  private final String id =
      "cloudtik-fleet-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  private final String prefix;
  private final Map<String, String> containers = new ConcurrentHashMap<>();
  private final Map<String, String> consoles = new ConcurrentHashMap<>();
  private volatile int metadataPort;
  private volatile List<String> options = List.of();

  private ContainerFleet(String image, String user) {
    this.image = image;
    this.user = user;
    MachineLab.sweep();
    this.prefix = makeNetwork();
  }

  /**
   * Opens a fleet of machines of an image.
   *
   * @param user who is made on each machine, and may use sudo without a password
   */
  public static ContainerFleet open(TestImage image, String user) {
    return new ContainerFleet(image.required(), user);
  }

  private String makeNetwork() {
    String said = "";
    for (int i = 0; i < TRIES; i++) {
      String net = "10." + ThreadLocalRandom.current().nextInt(100, 200);
      said =
          DockerCommand.tryTo(
              "network",
              "create",
              "--internal",
              "--subnet",
              net + ".0.0/16",
              "--gateway",
              net + ".0.1",
              "--label",
              MachineLab.label(),
              id);
      if (said.matches("[0-9a-f]{64}")) {
        return net;
      }
    }
    throw new AssertionError("no network could be made: " + said);
  }

  /** Returns the range that addresses of machines must be of. */
  public String cidr() {
    return prefix + ".0.0/16";
  }

  /** Returns the address of this computer as machines see it. */
  public String gateway() {
    return prefix + ".0.1";
  }

  /**
   * Gives machines that boot from now on these options of {@code docker create}.
   *
   * @return this fleet
   */
  public ContainerFleet with(String... optionsOfAll) {
    options = List.of(optionsOfAll);
    return this;
  }

  /**
   * Lets machines that boot from now on find what listens at {@link #gateway} on that port at the
   * address where clouds have the metadata of machines. Who asks is known by the address.
   *
   * @return this fleet
   */
  public ContainerFleet metadataAt(int port) {
    metadataPort = port;
    return this;
  }

  /** Returns the container of a machine. */
  public Optional<String> container(String machine) {
    return Optional.ofNullable(containers.get(machine));
  }

  /** Returns what a machine has printed so far, also after its end. */
  public String console(String machine) {
    String container = containers.get(machine);
    if (container != null) {
      consoles.put(machine, DockerCommand.tryTo("exec", container, "cat", CONSOLE));
    }
    return consoles.getOrDefault(machine, "");
  }

  @Override
  public void booted(Machine machine, boolean sick) {
    String container = containers.computeIfAbsent(machine.id(), any -> make(machine, sick));
    DockerCommand.run("start", container);
    if (metadataPort != 0) {
      redirectMetadata(container);
    }
    DockerCommand.run("exec", container, "sh", "-c", NETWORK);
  }

  private String make(Machine machine, boolean sick) {
    String container = id + "-" + machine.id();
    List<String> create =
        new ArrayList<>(
            List.of(
                "create",
                "--name",
                container,
                "--hostname",
                "ip-" + machine.address().replace('.', '-'),
                "--label",
                MachineLab.label(),
                "--network",
                id,
                "--ip",
                machine.address()));
    create.addAll(options);
    String boot =
        BOOT.replace("@user@", user).replace("@script@", SCRIPT).replace("@console@", CONSOLE);
    create.addAll(List.of(image, "sh", "-ec", boot));
    DockerCommand.run(create.toArray(String[]::new));
    // One that boots sick does nothing that it was given.
    place(sick ? "" : machine.order().userData(), container);
    return container;
  }

  private void place(String userData, String container) {
    try {
      Path directory = Files.createTempDirectory("cloudtik-fleet");
      Path file = Files.writeString(directory.resolve("user-data"), userData);
      DockerCommand.run("cp", directory + "/.", container + ":" + Path.of(SCRIPT).getParent());
      Files.delete(file);
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the network of the machine, so that two fleets are not in each other's way. */
  private void redirectMetadata(String container) {
    String pid = DockerCommand.run("inspect", "--format", "{{.State.Pid}}", container);
    inNetworkOf(pid, "ip", "route", "replace", METADATA + "/32", "dev", "eth0");
    inNetworkOf(
        pid,
        "iptables",
        "-t",
        "nat",
        "-A",
        "OUTPUT",
        "-d",
        METADATA,
        "-p",
        "tcp",
        "--dport",
        "80",
        "-j",
        "DNAT",
        "--to-destination",
        gateway() + ":" + metadataPort);
  }

  private static void inNetworkOf(String pid, String... command) {
    List<String> words = new ArrayList<>(List.of("nsenter", "-t", pid, "-n"));
    words.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", words) + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public String printed(Machine machine) {
    return console(machine.id());
  }

  /** As when the power fails; the disk stays. */
  @Override
  public void ended(Machine machine) {
    String unused = console(machine.id());
    container(machine.id()).ifPresent(each -> DockerCommand.tryTo("kill", each));
  }

  @Override
  public void gone(Machine machine) {
    String container = containers.remove(machine.id());
    if (container != null) {
      DockerCommand.tryTo("rm", "-f", "-v", container);
    }
  }

  /** Removes all machines and the network. */
  @Override
  public void close() {
    containers.values().forEach(each -> DockerCommand.tryTo("rm", "-f", "-v", each));
    containers.clear();
    DockerCommand.run("network", "rm", id);
  }
}
