/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.pull.HeadReport;
import io.cloudtik.impl.record.JoinRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.SshAddress;
import java.util.List;
import java.util.Optional;

/**
 * The host keys of machines of one life of a cluster. Those that set themselves up have told
 * theirs: the head by what only heads write, a worker to the head that knew it by its token. So
 * they are known before the first login, also where the provider does not know them.
 */
final class ToldHostKeys {
  private final WorkspaceContext workspace;
  private final String uid;

  ToldHostKeys(WorkspaceContext workspace, String uid) {
    this.workspace = workspace;
    this.uid = uid;
  }

  /** Returns the address of the machine of a slot, with the host keys that it has told. */
  MachineAddress known(String slot, MachineAddress address) {
    return workspace.provider().runsBootScripts() && address instanceof SshAddress ssh
        ? known(slot, ssh)
        : address;
  }

  private SshAddress known(String slot, SshAddress address) {
    SshAddress.Builder changed = copyOf(address);
    if (unknown(address)) {
      changed.hostKeys(told(slot));
    }
    // Workers without a public address are reached through their head.
    address
        .via()
        .filter(ToldHostKeys::unknown)
        .ifPresent(head -> changed.via(copyOf(head).hostKeys(told(NodeConfig.HEAD)).build()));
    return changed.build();
  }

  private static boolean unknown(SshAddress address) {
    return address.hostKeys().isEmpty() && !address.anyHostKey();
  }

  private static SshAddress.Builder copyOf(SshAddress address) {
    SshAddress.Builder copy =
        SshAddress.builder()
            .host(address.host())
            .sshHost(address.sshHost())
            .port(address.port())
            .user(address.user())
            .directory(address.directory())
            .hostKeys(address.hostKeys())
            .anyHostKey(address.anyHostKey());
    address.identityFile().ifPresent(copy::identityFile);
    address.via().ifPresent(copy::via);
    return copy;
  }

  private List<String> told(String slot) {
    WorkspaceRecords records = workspace.records();
    Optional<List<String>> keys =
        slot.equals(NodeConfig.HEAD)
            ? records.value(RecordKeys.headReport(uid), HeadReport.class).map(HeadReport::hostKeys)
            : records.value(RecordKeys.join(uid, slot), JoinRecord.class).map(JoinRecord::hostKeys);
    return keys.orElse(List.of());
  }
}
