/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A machine of a lab that serves Debian packages, and whatever else is put there, to the others: by
 * its address, and, to those who ask it as a proxy, under any name. Thread-safe.
 */
public final class PackageMirror {
  /** Where it listens. */
  public static final int PORT = 3142;

  private static final String FILES = "/srv/mirror";
  private static final String CLASSES = "/srv/classes/";

  private final LabMachine machine;

  private PackageMirror(LabMachine machine) {
    this.machine = machine;
  }

  /** Starts it in a lab, and returns when it answers. */
  public static PackageMirror start(MachineLab lab, String name) {
    LabMachine machine = lab.start(name, TestImage.MIRROR);
    String program = FileServer.class.getName();
    String file = program.replace('.', '/') + ".class";
    machine.exec("mkdir", "-p", CLASSES + file.substring(0, file.lastIndexOf('/')));
    try (InputStream in = FileServer.class.getResourceAsStream("FileServer.class")) {
      Path copy = Files.createTempFile("server", ".class");
      Files.write(copy, Objects.requireNonNull(in, file).readAllBytes());
      machine.put(copy, CLASSES + file);
      Files.delete(copy);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    DockerCommand.run(
        "exec",
        "--detach",
        machine.container(),
        "sh",
        "-c",
        "exec java -cp \"$@\" >/var/log/mirror 2>&1",
        "sh",
        CLASSES,
        program,
        Integer.toString(PORT),
        FILES);
    Eventually.becomes(
        "the mirror on " + machine,
        () -> DockerCommand.tryTo("exec", machine.container(), "cat", "/var/log/mirror"),
        said -> said.contains("serving"));
    return new PackageMirror(machine);
  }

  /** Returns the address of the machine. */
  public String host() {
    return machine.host();
  }

  /** Returns {@code http://<host>:<port>}, without a slash at its end. */
  public String address() {
    return "http://" + machine.host() + ":" + PORT;
  }

  /** Lets a machine take its packages from here and from nowhere else. */
  public void use(LabMachine other) {
    useAnother(other, address());
  }

  /** Lets a machine take its packages from an address, whether it can reach it or not. */
  public static void useAnother(LabMachine other, String address) {
    other.exec(
        "sh",
        "-c",
        // What is unpacked need not outlive a loss of power.
        "rm -rf /etc/apt/sources.list.d/* && printf '%s\\n' \"$1\" >/etc/apt/sources.list"
            + " && echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/unsafe",
        "sh",
        "deb [trusted=yes] " + address + " ./");
  }

  /** Serves a file of this computer, too, under a name. */
  public void serve(Path file, String name) {
    machine.put(file, FILES + "/" + name);
  }

  /**
   * Packs its Java, as those do who make archives with one, into a file on this computer.
   *
   * @return that file
   */
  public Path packJava(Path archive) {
    // Debian has links in it, also one to documentation, which is not there.
    machine.exec(
        "sh",
        "-c",
        "cd /usr/lib/jvm && exec tar --exclude docs -chf /srv/java.tar java-17-openjdk-*");
    DockerCommand.run("cp", machine.container() + ":/srv/java.tar", archive.toString());
    return archive;
  }

  /** Returns what was asked for so far: a line for each, the address as it was asked for. */
  public String log() {
    return machine.exec("cat", "/var/log/mirror");
  }
}
