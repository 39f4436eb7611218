/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.DockerCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A workspace of containers on a real Docker engine, whose home is below a directory. */
final class ContainerFixture implements AutoCloseable {
  static final String UID = "etl-1a2b";

  final LocalContainers config;
  final String workspace;
  final ContainerProvider provider;

  private ContainerFixture(LocalContainers config, String workspace, Path socket) {
    this.config = config;
    this.workspace = workspace;
    this.provider = open(socket);
  }

  /** Returns a fixture of a workspace that is there. */
  static ContainerFixture existing(LocalContainers config, String workspace, Path socket) {
    return new ContainerFixture(config, workspace, socket);
  }

  ContainerFixture(LocalContainers config, String workspace) {
    this(config, workspace, socket());
    provider.resources().forEach(WorkspaceResource::create);
  }

  static Path socket() {
    return DockerEngine.socket(() -> System.getenv("DOCKER_HOST"));
  }

  /** Opens another client of the workspace. */
  ContainerProvider open(Path socket) {
    return new ContainerProvider(
        config,
        new ProviderContext() {
          @Override
          public String workspace() {
            return workspace;
          }

          @Override
          public Clock clock() {
            return Clock.systemUTC();
          }
        },
        new DockerEngine(socket));
  }

  LaunchRequest request(String... slots) {
    return LaunchRequest.builder()
        .cluster("etl")
        .clusterUid(UID)
        .slots(List.of(slots))
        .offering(
            Offering.of(
                NodeShape.builder()
                    .instanceType(Local.NAME)
                    .cpus(1)
                    .memory(DataSize.mib(256))
                    .build()))
        .build();
  }

  SlotObservation observe(String slot) {
    return provider.observe(UID).stream()
        .filter(seen -> seen.slot().equals(slot))
        .findFirst()
        .orElseThrow();
  }

  SshAddress address(String slot) {
    return (SshAddress) observe(slot).address().orElseThrow();
  }

  String container(String slot) {
    return new ContainerNames(config.home(), workspace).container(UID, slot);
  }

  String network() {
    return new ContainerNames(config.home(), workspace).network();
  }

  void terminate(String... slots) {
    provider.terminate(UID, Set.of(slots));
  }

  /** Logs in by OpenSSH, which trusts nothing but the keys of the address. */
  String ssh(SshAddress address, Path identity, String command) throws IOException {
    Path known = Files.createTempFile("known", "hosts");
    try {
      StringBuilder lines = new StringBuilder();
      for (String key : address.hostKeys()) {
        lines.append(address.host()).append(' ').append(key).append('\n');
      }
      Files.writeString(known, lines);
      List<String> line = new ArrayList<>(List.of("ssh", "-F", "none", "-T"));
      for (String option :
          List.of(
              "BatchMode=yes",
              "ConnectTimeout=5",
              "IdentitiesOnly=yes",
              "IdentityFile=" + identity,
              "UserKnownHostsFile=" + known,
              "StrictHostKeyChecking=yes")) {
        line.addAll(List.of("-o", option));
      }
      line.addAll(List.of(address.user() + "@" + address.host(), command));
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes()).strip();
    } finally {
      Files.deleteIfExists(known);
    }
  }

  void awaitSshd(SshAddress address) {
    Eventually.becomes(
        "sshd of " + address.host() + " listens",
        () -> {
          try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), 1000);
            return true;
          } catch (IOException e) {
            return false;
          }
        },
        listens -> listens);
  }

  /** Returns what Docker has of the workspace. */
  List<String> left() {
    List<String> all = new ArrayList<>(DockerCommand.lines("ps", "-a", "--format", "{{.Names}}"));
    all.addAll(DockerCommand.lines("network", "ls", "--format", "{{.Name}}"));
    all.addAll(DockerCommand.lines("images", "--format", "{{.Repository}}"));
    return all.stream().filter(name -> name.startsWith(network())).toList();
  }

  void deleteWorkspace() {
    List<WorkspaceResource> reversed = new ArrayList<>(provider.resources());
    Collections.reverse(reversed);
    reversed.forEach(WorkspaceResource::delete);
  }

  @Override
  public void close() {
    deleteWorkspace();
  }
}
