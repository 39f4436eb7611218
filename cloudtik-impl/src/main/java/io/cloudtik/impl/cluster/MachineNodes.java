/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.pull.BootScript;
import io.cloudtik.impl.pull.BootTicket;
import io.cloudtik.impl.pull.HeadIdentity;
import io.cloudtik.impl.pull.PulledFile;
import io.cloudtik.impl.world.HeadFiles;
import io.cloudtik.impl.world.HeadWay;
import io.cloudtik.impl.world.NodeSoftware;
import io.cloudtik.impl.world.Nodes;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.store.ObjectArea;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nodes on machines that run what the workspace has for them. */
public final class MachineNodes implements Nodes {
  private static final Duration ADDRESSES_WORK_FOR = Duration.ofHours(6);

  private final WorkspaceContext workspace;

  public MachineNodes(WorkspaceContext workspace) {
    this.workspace = workspace;
  }

  @Override
  public NodeSoftware gather(ClusterSpec spec, Progress progress) {
    Preparation preparation = new Preparation(workspace, spec);
    Map<String, Path> bundles = preparation.bundles();
    return new NodeSoftware(bundles, preparation.runHooks(bundles, progress));
  }

  @Override
  public String headScript(HeadFiles head) {
    HeadIdentity.make(workspace.records(), head.uid());
    ObjectArea control = workspace.storage().control();
    List<BootScript.Fetched> fetched = new ArrayList<>();
    for (PulledFile file : head.files()) {
      if (file.kind() == PulledFile.Kind.BUNDLES && !file.path().startsWith("runtime-")) {
        fetched.add(
            new BootScript.Fetched(file.path(), file.sha256(), address(control, file.object())));
      }
    }
    JavaSource java = head.java();
    if (java != null) {
      URI at = java.uri() != null ? java.uri() : address(control, SpecJava.place(java.sha256()));
      fetched.add(new BootScript.Fetched(BootTicket.JAVA, java.sha256(), at));
    }
    return BootScript.of(
        fetched,
        new BootTicket(
            new BootTicket.OfHead(
                workspace.name(),
                workspace.config().provider(),
                workspace.providerOptions(),
                head.uid()),
            null,
            java == null ? null : java.sha256()));
  }

  private URI address(ObjectArea control, String object) {
    return control
        .readableAt(object, ADDRESSES_WORK_FOR)
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.PROVIDER_FAILED,
                    "provider '%s' runs boot scripts: expected its storage to give an address of %s that machines can read, got none"
                        .formatted(workspace.config().provider(), object)));
  }

  @Override
  public MachineAccess open(String uid, MachineAddress machine) {
    return workspace.machines().open(uid, machine);
  }

  @Override
  public HeadWay head(String uid, MachineAddress machine, RedisEndpoints redis, String password) {
    return new RedisWay(open(uid, machine), redis, password);
  }
}
