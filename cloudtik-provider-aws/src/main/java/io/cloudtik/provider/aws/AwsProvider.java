/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.machine.Machines;
import io.cloudtik.provider.aws.workspace.AwsWorkspace;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.JobRights;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One workspace on AWS: its shared things, and its machines. Thread-safe. */
final class AwsProvider implements CloudProvider {
  /** <i>Access instance metadata for an EC2 instance</i>, by IPv4 and IPv6. */
  private static final List<String> METADATA = List.of("169.254.169.254", "fd00:ec2::254");

  private final Aws config;
  private final AwsClients clients;
  private final AwsWorkspace workspace;
  private final Machines machines;

  AwsProvider(Aws config, AwsClients clients, ProviderContext context) {
    this.config = config;
    this.clients = clients;
    AwsErrors errors = new AwsErrors(config.region(), new DeniedMessages(clients)::decoded);
    AwsCalls calls = new AwsCalls(context, errors, Aws.NAME + " " + config.region());
    this.workspace = new AwsWorkspace(config.read(), clients, calls, context);
    this.machines = new Machines(clients, calls, workspace, config.read().machines(), context);
  }

  @Override
  public List<WorkspaceResource> resources() {
    return workspace.resources();
  }

  @Override
  public List<String> orphans() {
    return workspace.orphans();
  }

  @Override
  public WorkspaceStorage storage() {
    return workspace.storage();
  }

  @Override
  public boolean runsBootScripts() {
    return true;
  }

  @Override
  public List<String> metadataAddresses() {
    return METADATA;
  }

  @Override
  public String lossAdvice() {
    return config.read().ignoresRebalanceAdvice() ? "" : RebalanceAdvice.script(METADATA.get(0));
  }

  @Override
  public Optional<JobRights> jobRights() {
    // Only the roles that the library makes let a head take that of workers.
    return config.read().profile(true).isPresent() || config.read().profile(false).isPresent()
        ? Optional.empty()
        : Optional.of(workspace.jobRights());
  }

  @Override
  public List<String> validate(ClusterSpec spec) {
    return machines.validate(spec);
  }

  @Override
  public List<String> notices(ClusterSpec spec) {
    List<String> notices = new ArrayList<>();
    AwsOptions options = config.read();
    if (options.publicHead() && options.sshFrom().isEmpty() && options.securityGroup().isEmpty()) {
      notices.add(
          "nobody can log in to the head from outside the network, so that jobs cannot be submitted from there; name your address with Aws.sshFrom");
    }
    if (options.sshFrom().contains("0.0.0.0/0")) {
      notices.add("everybody reaches SSH of the head, as Aws.sshFrom has 0.0.0.0/0");
    }
    int volumes = options.machines().dataVolumes();
    if (volumes > 0 && spec.dataDisks().isEmpty()) {
      notices.add(
          "each worker has %d volumes for data that are paid for and not used; name them with withDataDisks(\"/dev/nvme*n1\")"
              .formatted(volumes));
    }
    return notices;
  }

  @Override
  public List<ProviderFailure> preflight(Set<String> missing) {
    return workspace.preflight(missing);
  }

  @Override
  public List<ProviderFailure> preflight(ClusterSpec spec) {
    return machines.preflight(spec);
  }

  @Override
  public List<Offering> headOfferings(HeadSpec head) {
    return machines.headOfferings(head);
  }

  @Override
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return machines.workerOfferings(group);
  }

  @Override
  public String console(String clusterUid, String slot) {
    return machines.console(clusterUid, slot);
  }

  @Override
  public void launch(LaunchRequest request) {
    machines.launch(request);
  }

  @Override
  public int largestLaunch() {
    return machines.largestLaunch();
  }

  @Override
  public Duration observationInterval() {
    return machines.observationInterval();
  }

  @Override
  public Duration listingLag() {
    return machines.listingLag();
  }

  @Override
  public List<SlotObservation> observe(String clusterUid) {
    return machines.observe(clusterUid);
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    machines.terminate(clusterUid, slots);
  }

  @Override
  public List<String> inventory(String clusterUid) {
    return machines.inventory(clusterUid);
  }

  @Override
  public void close() {
    clients.close();
  }
}
