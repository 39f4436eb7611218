/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import io.cloudtik.CloudCall;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.impl.access.ssh.SshIdentities;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.docker.NodeContainer;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spi.provider.CallLog;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SshAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the engine hands to a provider, and who logs in to machines: on a client the user, with the
 * cluster's key besides; on a head the cluster's key alone. Thread-safe.
 */
public final class EngineContext implements ProviderContext {
  private final String workspace;
  private final Time time;
  private final Supplier<WorkspaceRecords> records;
  private final @Nullable Path head;
  private final CallRecorder calls;
  private volatile @Nullable MachineAccess ownMachine;

  private EngineContext(
      String workspace,
      Time time,
      Supplier<WorkspaceRecords> records,
      @Nullable Path head,
      @Nullable Path callLog) {
    this.workspace = workspace;
    this.time = time;
    this.records = records;
    this.head = head;
    this.calls = new CallRecorder(time, callLog);
  }

  /**
   * Returns the context on a client.
   *
   * @param records of the workspace; not asked before the provider is open
   * @param callLog the file to which calls to the cloud are appended, if any
   */
  public static EngineContext onClient(
      String workspace, Time time, Supplier<WorkspaceRecords> records, @Nullable Path callLog) {
    return new EngineContext(workspace, time, records, null, callLog);
  }

  /**
   * As {@link #onClient}, on a head.
   *
   * @param node the directory of the head
   */
  public static EngineContext onHead(
      String workspace, Time time, Supplier<WorkspaceRecords> records, Path node) {
    return new EngineContext(
        workspace, time, records, node, new NodeLayout(node).logs().resolve("calls.log"));
  }

  @Override
  public String workspace() {
    return workspace;
  }

  @Override
  public Clock clock() {
    return time.clock();
  }

  @Override
  public boolean onHead() {
    return head != null;
  }

  @Override
  public Optional<String> secret(String name) {
    return head == null
        ? Optional.empty()
        : LocalFiles.read(new NodeLayout(head).secret(NodeLayout.ofProvider(name)));
  }

  @Override
  public CallLog calls() {
    return calls;
  }

  /** Returns the last calls to the cloud, oldest first. */
  public List<CloudCall> recentCalls() {
    return calls.calls();
  }

  @Override
  public CallPacer pacer(String budget, int burst, double perSecond) {
    return BudgetPacer.shared(budget, burst, perSecond, time);
  }

  /**
   * Opens the way to a machine of a cluster, where all is done as root, for the caller to close.
   */
  public MachineAccess open(String uid, MachineAddress machine) {
    return machine instanceof SshAddress ssh
        ? login(uid, ssh).asRoot()
        : MachineAccesses.open(machine);
  }

  private MachineAccess login(String uid, SshAddress machine) {
    return MachineAccesses.open(seen(machine), identities(uid));
  }

  private SshIdentities identities(String uid) {
    var key = ClusterKey.find(records.get(), uid).map(List::of).orElse(List.of());
    return head != null ? new SshIdentities(key, null, null) : SshIdentities.ofUser().withKeys(key);
  }

  /** A head is where the machines are, and has no file of the user. */
  private SshAddress seen(SshAddress machine) {
    return head != null
        ? SshAddress.builder()
            .host(machine.host())
            .port(machine.port())
            .user(machine.user())
            .directory(machine.directory())
            .hostKeys(machine.hostKeys())
            .anyHostKey(machine.anyHostKey())
            .build()
        : machine;
  }

  @Override
  public void clean(String clusterUid, SshAddress machine) {
    if (head != null && machine.directory().equals(head)) {
      endOwnNode(head);
      return;
    }
    try (MachineAccess access = open(clusterUid, machine)) {
      removeContainer(access);
      NodeRemoval.run(access);
    }
  }

  /** What ran in it would be started again by Docker. */
  private static void removeContainer(MachineAccess access) {
    if (access.read(new NodeLayout(access.root()).container()).isPresent()) {
      new NodeContainer(access).remove();
    }
  }

  private void endOwnNode(Path node) {
    MachineAccess machine = ownMachine;
    if (machine == null) {
      NodeRemoval.ofItself(node);
      return;
    }
    // This process ends with the container; who takes the rest away is no part of it.
    NodeRemoval.afterContainer(machine, NodeContainer.name(node));
    new NodeContainer(machine).remove();
  }

  /**
   * Takes hold of the machine that this head is a container on, as long as the key of the cluster
   * is let in there: what ends this head in the end must be done on the machine. Does nothing
   * elsewhere.
   *
   * @param slots of the cluster, as its provider sees them
   */
  public void holdOwnMachine(String uid, List<SlotObservation> slots) {
    Path node = head;
    if (node == null || !Files.exists(new NodeLayout(node).container()) || ownMachine != null) {
      return;
    }
    for (SlotObservation slot : slots) {
      if (slot.address().orElse(null) instanceof SshAddress machine
          && machine.directory().equals(node)) {
        MachineAccess access = open(uid, machine);
        access.facts();
        ownMachine = access;
      }
    }
  }

  /** Lets the key of a cluster in on a machine; the user logs in. */
  public void allow(String uid, SshAddress machine) {
    Optional<String> line = publicLine(uid);
    if (line.isPresent()) {
      try (MachineAccess access = MachineAccesses.open(machine)) {
        AuthorizedKey.add(access, line.get());
      }
    }
  }

  /** Takes the key of a cluster away from a machine. */
  public void disallow(String uid, SshAddress machine) {
    Optional<String> line = publicLine(uid);
    if (line.isPresent()) {
      try (MachineAccess access = login(uid, machine)) {
        AuthorizedKey.remove(access, line.get());
      }
    }
  }

  private Optional<String> publicLine(String uid) {
    return ClusterKey.find(records.get(), uid).map(key -> key.publicLine());
  }
}
