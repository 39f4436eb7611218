/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import io.cloudtik.impl.access.ssh.SshKeyPair;
import io.cloudtik.impl.access.ssh.SshKeys;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.SshKeyRecord;
import io.cloudtik.impl.record.WorkspaceRecords;
import java.util.Optional;

/**
 * The key by which the machines of one life of a cluster are logged in to. It lies in the workspace
 * store, so that every client and a replaced head have it, and goes with the cluster.
 */
public final class ClusterKey {
  private ClusterKey() {}

  /** Returns the key, making it if there is none; the comment says for people whose it is. */
  public static SshKeyPair make(WorkspaceRecords records, String uid, String comment) {
    return find(records, uid)
        .or(
            () -> {
              records.create(
                  RecordKeys.sshKey(uid), new SshKeyRecord(SshKeys.ed25519(comment).privateText()));
              return find(records, uid);
            })
        .orElseThrow();
  }

  /** Returns the key; empty for a cluster whose machines are not logged in to. */
  public static Optional<SshKeyPair> find(WorkspaceRecords records, String uid) {
    return records
        .value(RecordKeys.sshKey(uid), SshKeyRecord.class)
        .map(key -> SshKeys.parse(key.privateKey()));
  }
}
