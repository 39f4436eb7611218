/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Some machines on an internal network of their own, which one key may log in to as root, {@code
 * ann} and {@code bob}. Closing it removes all that it made; what a killed run left is removed by
 * the next one. Thread-safe.
 */
public final class MachineLab implements AutoCloseable {
  private static final String OWNER = "io.cloudtik.testkit.owner";
  private static final int TRIES = 20;
  private static final int GATEWAY = 1;
  private static final int FIRST_HOST = 10;

  private final Path directory;
  private final String image;
  private final String id;
  private final String subnet;
  private final List<LabMachine> machines = new ArrayList<>();
  private final List<Path> shared = new ArrayList<>();
  private List<String> options = List.of();

  private MachineLab(Path directory, String image) {
    this.directory = directory;
    this.image = image;
    this.id = "cloudtik-lab-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    sweep();
    makeKey(identity());
    this.subnet = makeNetwork();
  }

  /**
   * Opens a lab of machines of an image.
   *
   * @param directory where keys are kept; must exist
   */
  public static MachineLab open(Path directory, TestImage image) {
    return new MachineLab(directory, image.required());
  }

  /**
   * Lets machines that are started from now on see a directory of this computer, at its path.
   *
   * @return this lab
   */
  public synchronized MachineLab sharing(Path directoryOfAll) {
    shared.add(directoryOfAll.toAbsolutePath());
    return this;
  }

  /**
   * Gives machines that are started from now on these options of {@code docker create}, and no
   * others of before.
   *
   * @return this lab
   */
  public synchronized MachineLab with(String... optionsOfAll) {
    options = List.of(optionsOfAll);
    return this;
  }

  /**
   * Gives machines that are started from now on what a Docker engine inside of them needs. Docker
   * cannot make them privileged everywhere.
   *
   * @return this lab
   */
  public MachineLab engines() {
    return with(
        "--cap-add",
        "ALL",
        "--cap-drop",
        "SYS_RESOURCE",
        "--security-opt",
        "seccomp=unconfined",
        "--security-opt",
        "apparmor=unconfined",
        "--security-opt",
        "systempaths=unconfined",
        "--cgroupns=host",
        "--volume",
        "/sys/fs/cgroup:/sys/fs/cgroup:rw",
        "--volume",
        "/var/lib/docker");
  }

  /**
   * Starts a machine and returns it when its sshd answers. Its disk {@code /small} has 64 MiB.
   *
   * @param name unique in this lab, of a-z, 0-9 and hyphens
   */
  public LabMachine start(String name) {
    return start(name, image);
  }

  /** As the other one, with another image than the lab's. */
  public LabMachine start(String name, TestImage other) {
    return start(name, other.required());
  }

  private synchronized LabMachine start(String name, String ofImage) {
    String container = id + "-" + name;
    String host = subnet + (FIRST_HOST + machines.size());
    // The machine is known before anybody connects to it.
    Path hostKey = makeKey(directory.resolve(name + "_host_key"));
    List<String> create =
        new ArrayList<>(
            List.of(
                "create",
                "--name",
                container,
                "--hostname",
                name,
                "--label",
                label(),
                "--network",
                id,
                "--ip",
                host,
                "--tmpfs",
                "/small:size=64m"));
    shared.forEach(path -> create.addAll(List.of("--volume", path + ":" + path)));
    create.addAll(options);
    create.add(ofImage);
    DockerCommand.run(create.toArray(String[]::new));
    LabMachine machine = new LabMachine(container, id, host, hostKey, directory);
    machines.add(machine);
    machine.placeKeys(publicKey(identity()));
    machine.start();
    return machine;
  }

  /** Returns the file with the private key that all machines let in. */
  public Path identity() {
    return directory.resolve("identity");
  }

  /** Returns the public key that all machines let in, as one line. */
  public String authorizedKey() {
    return publicKey(identity());
  }

  /** Returns the address of this computer as machines see it. */
  public String gateway() {
    return subnet + GATEWAY;
  }

  /** Returns the name of the network in Docker. */
  public String network() {
    return id;
  }

  /** Removes all machines and the network. */
  @Override
  public synchronized void close() {
    machines.forEach(machine -> DockerCommand.tryTo("rm", "-f", "-v", machine.container()));
    machines.clear();
    DockerCommand.run("network", "rm", id);
  }

  private String makeNetwork() {
    String said = "";
    for (int i = 0; i < TRIES; i++) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      String prefix = "10.%d.%d.".formatted(random.nextInt(200, 250), random.nextInt(256));
      said =
          DockerCommand.tryTo(
              "network",
              "create",
              "--internal",
              "--subnet",
              prefix + "0/24",
              "--gateway",
              prefix + GATEWAY,
              "--label",
              label(),
              id);
      if (said.matches("[0-9a-f]{64}")) {
        return prefix;
      }
    }
    throw new AssertionError("no network could be made: " + said);
  }

  /** Makes a key pair, unless it is there, and returns its private file. */
  static Path makeKey(Path file) {
    try {
      if (!Files.exists(file)) {
        Process process =
            new ProcessBuilder(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-C",
                    "test",
                    "-f",
                    file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
          throw new AssertionError("ssh-keygen: " + said);
        }
      }
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static String publicKey(Path file) {
    try {
      return Files.readString(file.resolveSibling(file.getFileName() + ".pub")).strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the label by which what this process made is known, and removed if it dies. */
  static String label() {
    return OWNER + "=" + owner(ProcessHandle.current());
  }

  /** Removes what was made by processes that are gone. */
  static void sweep() {
    left("container", "{{index .Config.Labels \"" + OWNER + "\"}}")
        .forEach(each -> DockerCommand.tryTo("rm", "-f", "-v", each));
    left("network", "{{index .Labels \"" + OWNER + "\"}}")
        .forEach(each -> DockerCommand.tryTo("network", "rm", each));
  }

  private static List<String> left(String kind, String ofOwner) {
    List<String> all = new ArrayList<>(List.of(kind, "ls", "-q", "--filter", "label=" + OWNER));
    if (kind.equals("container")) {
      all.add("-a");
    }
    return DockerCommand.lines(all.toArray(String[]::new)).stream()
        .filter(
            each -> {
              String owner = DockerCommand.tryTo(kind, "inspect", "--format", ofOwner, each);
              return owner.matches("\\d+-\\d+") && !lives(owner);
            })
        .toList();
  }

  private static boolean lives(String owner) {
    long pid = Long.parseLong(owner.substring(0, owner.indexOf('-')));
    return ProcessHandle.of(pid).filter(process -> owner(process).equals(owner)).isPresent();
  }

  private static String owner(ProcessHandle process) {
    return process.pid()
        + "-"
        + process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }
}
