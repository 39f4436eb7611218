/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.spec.ContainerMount;
import io.cloudtik.spec.ContainerSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Hosts that each have a Docker engine of their own, and an image for nodes on them, which sees the
 * Java of its host.
 */
record EngineHosts(MachineLab lab, List<LabMachine> machines, Path store, Path archive)
    implements AutoCloseable {
  private static final List<Path> JAVA =
      List.of(Path.of("/usr/lib/jvm"), Path.of("/etc/java-17-openjdk"));

  /** Starts so many, and packs the image that they do not have. */
  static EngineHosts start(Path home, int count) throws IOException {
    Path archive = home.resolve("image.tar");
    DockerCommand.run("save", "-o", archive.toString(), TestImage.BARE.required());
    Path store = Files.createDirectory(home.resolve("store"));
    MachineLab lab =
        MachineLab.open(Files.createDirectory(home.resolve("keys")), TestImage.DOCKER)
            .sharing(store)
            .engines();
    List<LabMachine> machines =
        IntStream.rangeClosed(1, count).mapToObj(i -> lab.start("h" + i)).toList();
    return new EngineHosts(lab, machines, store, archive);
  }

  ProviderConfig provider() {
    return OnPremise.hosts(store, machines.stream().map(this::host).toList());
  }

  private Host host(LabMachine machine) {
    return Host.builder()
        .name(machine.host())
        .address(machine.host())
        .addHostKeys(machine.hostKey())
        .identityFile(lab.identity())
        .cpus(2)
        .memory(DataSize.gib(2))
        .build();
  }

  /** Says what nodes are containers of. */
  void describe(ContainerSpec.Builder container) {
    container.image(TestImage.BARE.required()).archive(archive);
    JAVA.forEach(
        path ->
            container.addMounts(
                ContainerMount.builder().source(path).target(path).readOnly(true).build()));
  }

  /** Returns containers and files that nodes left on the hosts. */
  String left() {
    return machines.stream()
        .map(
            machine ->
                machine.exec(
                    "sh",
                    "-c",
                    "docker ps -aq; find /var/lib/cloudtik -mindepth 1 2>/dev/null; true"))
        .collect(Collectors.joining());
  }

  @Override
  public void close() {
    lab.close();
  }
}
