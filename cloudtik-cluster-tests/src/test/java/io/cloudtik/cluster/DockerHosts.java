/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.spec.ContainerMount;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.PackageMirror;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts of one's own that each have a Docker engine, and an image for nodes on them. The image has
 * no Java: it is that of the machines, which the containers see.
 */
final class DockerHosts implements AutoCloseable {
  private static final List<Path> JAVA =
      List.of(Path.of("/usr/lib/jvm"), Path.of("/etc/java-17-openjdk"));

  private final String image = TestImage.BARE.required();
  private final List<LabMachine> machines = new ArrayList<>();
  private final Path archive;
  private final MachineLab lab;
  private final OnPremise provider;

  private DockerHosts(Path home, int count, TestImage engine, String user) throws IOException {
    archive = home.resolve("image.tar");
    DockerCommand.run("save", "-o", archive.toString(), image);
    Path store = Files.createDirectory(home.resolve("store"));
    lab = MachineLab.open(Files.createDirectory(home.resolve("keys")), engine);
    lab.sharing(store);
    PackageMirror mirror = engine == TestImage.DOCKER ? null : PackageMirror.start(lab, "mirror");
    lab.engines();
    List<Host> hosts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      LabMachine machine = lab.start("h" + i);
      machines.add(machine);
      if (mirror != null) {
        mirror.use(machine);
      }
      hosts.add(
          Host.builder()
              .name("h" + i)
              .address(machine.host())
              .user(user)
              .addHostKeys(machine.hostKey())
              .identityFile(lab.identity())
              .cpus(2)
              .memory(DataSize.gib(2))
              .build());
    }
    provider = OnPremise.hosts(store, hosts);
  }

  /** Starts so many in a directory that is there. */
  static DockerHosts start(Path home, int count) {
    return start(home, count, TestImage.DOCKER, "root");
  }

  /** Starts so many that are logged in to as a user who may use sudo, and Docker only by that. */
  static DockerHosts ofAUserWithSudo(Path home, int count) {
    return start(home, count, TestImage.DOCKER, "ann");
  }

  /** Starts one that has none, but a mirror of packages with it. */
  static DockerHosts withoutDocker(Path home) {
    return start(home, 1, TestImage.JAVA, "root");
  }

  private static DockerHosts start(Path home, int count, TestImage engine, String user) {
    try {
      return new DockerHosts(home, count, engine, user);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OnPremise provider() {
    return provider;
  }

  List<LabMachine> machines() {
    return machines;
  }

  LabMachine at(String host) {
    return machines.stream().filter(each -> each.host().equals(host)).findFirst().orElseThrow();
  }

  /** Says what nodes are containers of. */
  void describe(ContainerSpec.Builder container) {
    container.image(image).archive(archive);
    JAVA.forEach(
        path ->
            container.addMounts(
                ContainerMount.builder().source(path).target(path).readOnly(true).build()));
  }

  /** Returns containers, processes, files and keys on the machines. */
  String left() {
    StringBuilder left = new StringBuilder();
    for (LabMachine machine : machines) {
      left.append(
          machine.exec(
              "sh",
              "-c",
              "docker ps -aq; ps -eo args | grep -i '[j]ava .*cloudtik';"
                  + " find /var/lib/cloudtik -mindepth 1 2>/dev/null;"
                  + " cat /root/.ssh/authorized_keys /home/ann/.ssh/authorized_keys 2>/dev/null; true"));
    }
    return left.toString();
  }

  @Override
  public void close() {
    lab.close();
  }
}
