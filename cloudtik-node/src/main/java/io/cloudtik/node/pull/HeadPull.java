/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.pull;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.LocalProcessAccess;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.pull.BootTicket;
import io.cloudtik.impl.pull.HeadParts;
import io.cloudtik.impl.pull.HeadReport;
import io.cloudtik.impl.pull.PulledFile;
import io.cloudtik.impl.pull.PulledFiles;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.HeadRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.ServiceReports;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.node.process.JobRightsFile;
import io.cloudtik.node.process.MetadataGuard;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.store.WorkspaceStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes a head of this machine with what lies in the workspace, and writes there how far it is,
 * until the head's controller is in charge and speaks for itself.
 */
final class HeadPull {
  private static final Duration ADDRESS = Duration.ofMinutes(5);
  private static final Duration SERVICES = Duration.ofMinutes(30);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final BootTicket.OfHead ticket;
  private final Path boot;
  private final PullMain.Done done;
  private final @Nullable JavaSource java;
  private final CloudProvider provider;
  private final WorkspaceStorage storage;
  private final WorkspaceRecords records;
  private String told = "";

  HeadPull(BootTicket.OfHead ticket, Path boot, PullMain.Done done, @Nullable JavaSource java) {
    this.ticket = ticket;
    this.boot = boot;
    this.done = done;
    this.java = java;
    ProviderFactory factory = Discovery.provider(ticket.provider());
    AtomicReference<WorkspaceRecords> later = new AtomicReference<>();
    provider =
        factory.open(
            factory.decode(ticket.options()),
            EngineContext.onHead(
                ticket.workspace(),
                Time.system(),
                () -> Objects.requireNonNull(later.get()),
                boot));
    storage = provider.storage();
    records = new WorkspaceRecords(storage.documents());
    later.set(records);
  }

  void run() {
    long before = generation();
    try {
      setUp();
      awaitController(before);
    } catch (CloudTikException e) {
      report(new HeadReport(told, String.valueOf(e.getMessage()), MachineHostKeys.read()));
      throw e;
    }
  }

  private void setUp() {
    report("look up the machine");
    HeadParts parts = record(RecordKeys.headParts(ticket.uid()), HeadParts.class);
    MachineAddress machine = machine();
    NodeConfig config = parts.config().at(machine);
    report("fetch %d files".formatted(parts.files().size()));
    Path fetched = boot.resolve("fetched");
    BootstrapParts all =
        PulledFiles.fetched(parts.files(), fetched, this::fetch, withoutFiles(config));
    Path directory = ((SshAddress) machine).directory();
    MetadataGuard.expect(new NodeLayout(directory), provider.metadataAddresses());
    new JobRightsFile(new NodeLayout(directory), provider).renew(Instant.now());
    try (MachineAccess access = LocalProcessAccess.toThisMachine(machine.host(), directory)) {
      Bootstrap.run(config, access, all, () -> {}, this::report);
    }
    done.write(directory);
    LocalFiles.deleteTree(fetched);
  }

  private MachineAddress machine() {
    return Waiter.waitFor("the address of this machine", ADDRESS)
        .until(
            () ->
                provider.observe(ticket.uid()).stream()
                    .filter(slot -> slot.slot().equals(NodeConfig.HEAD))
                    .flatMap(slot -> slot.address().stream())
                    .findFirst(),
            () -> provider.observe(ticket.uid()).stream().map(SlotObservation::slot).toList() + "");
  }

  private BootstrapParts withoutFiles(NodeConfig config) {
    ClusterRecord cluster = record(RecordKeys.cluster(config.cluster()), ClusterRecord.class);
    SecretsRecord secrets = record(RecordKeys.secrets(ticket.uid()), SecretsRecord.class);
    return new BootstrapParts(
        Json.write(cluster.spec()),
        secrets.ofHead(),
        null,
        List.of(),
        Map.of(),
        null,
        Map.of(),
        java,
        null);
  }

  private void fetch(PulledFile file, Path target) {
    if (file.kind() == PulledFile.Kind.FILES) {
      storage.data().fetch("clusters/" + ticket.uid() + "/files/" + file.path(), target);
    } else {
      storage.control().fetch(file.object(), target);
    }
  }

  private <T> T record(String key, Class<T> type) {
    return records
        .value(key, type)
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.CLUSTER_NOT_FOUND,
                    "expected the document %s, found none; the cluster was terminated meanwhile"
                        .formatted(key)));
  }

  private void awaitController(long before) {
    Path directory = done.directory();
    NodeLayout layout = new NodeLayout(directory);
    Waiter.waitFor("the services of the head", SERVICES, LOOK)
        .untilTrue(
            () -> {
              LocalFiles.read(layout.setupStatus()).ifPresent(this::tell);
              LocalFiles.read(layout.servicesStatus())
                  .flatMap(json -> Json.read(json, ServiceReports.class).failed())
                  .ifPresent(
                      service -> {
                        throw failed("service " + service.getKey(), service.getValue().message());
                      });
              return generation() > before;
            },
            () -> told);
    report("the controller is in charge");
  }

  private void tell(String json) {
    SetupStatus status = Json.read(json, SetupStatus.class);
    if (status.state().equals(SetupStatus.FAILED)) {
      throw failed(status.step(), status.error());
    }
    report((status.step() + " " + status.message()).strip());
  }

  private CloudTikException failed(String step, String error) {
    told = step;
    return new CloudTikException(ErrorCode.BOOTSTRAP_FAILED, error);
  }

  private void report(String step) {
    if (!step.equals(told)) {
      told = step;
      PullMain.say(step);
      report(new HeadReport(step, "", MachineHostKeys.read()));
    }
  }

  private void report(HeadReport report) {
    records.put(RecordKeys.headReport(ticket.uid()), report);
  }

  private long generation() {
    Optional<HeadRecord> head = records.value(RecordKeys.head(ticket.uid()), HeadRecord.class);
    return head.map(HeadRecord::generation).orElse(0L);
  }
}
