/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A workspace with machines on which real processes run. */
final class MachineFixture {
  static final String UID = "etl-1a2b";

  final CloudProvider provider;

  MachineFixture(Path home) {
    provider = open(home);
    provider.resources().forEach(WorkspaceResource::create);
  }

  static CloudProvider open(Path home) {
    return new LocalProviderFactory()
        .open(
            Local.here().at(home),
            new ProviderContext() {
              @Override
              public String workspace() {
                return "processes";
              }

              @Override
              public Clock clock() {
                return Clock.systemUTC();
              }
            });
  }

  ProcessAddress machine(String slot) {
    NodeShape shape =
        NodeShape.builder().instanceType("local").cpus(1).memory(DataSize.gib(1)).build();
    provider.launch(
        LaunchRequest.builder()
            .cluster("etl")
            .clusterUid(UID)
            .slots(List.of(slot))
            .offering(Offering.of(shape))
            .build());
    return (ProcessAddress) observe(slot).address().orElseThrow();
  }

  SlotObservation observe(String slot) {
    return provider.observe(UID).stream()
        .filter(seen -> seen.slot().equals(slot))
        .findFirst()
        .orElseThrow();
  }

  /** Runs a shell script on the machine, which writes the pid in question to {@code $1}. */
  ProcessHandle run(ProcessAddress machine, String script) throws IOException {
    Path pidFile = machine.directory().resolve("pid-" + System.nanoTime());
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", script, "sh", pidFile.toString())
            .directory(machine.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(machine.environment());
    builder.start();
    String pid =
        Eventually.becomes(
            "the script says its pid",
            () -> Files.exists(pidFile) ? Files.readString(pidFile).strip() : "",
            text -> !text.isEmpty());
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  static boolean runs(ProcessHandle process) {
    return MachineProcesses.ofThisSystem().runs(process);
  }
}
