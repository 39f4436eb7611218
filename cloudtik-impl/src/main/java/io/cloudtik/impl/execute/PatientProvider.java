/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.JobRights;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A provider whose calls are repeated while it says that they may succeed later. For clients: the
 * controller of a cluster looks again in its next pass instead.
 */
public final class PatientProvider implements CloudProvider {
  private final CloudProvider provider;
  private final Retry retry;

  public PatientProvider(CloudProvider provider, Retry retry) {
    this.provider = provider;
    this.retry = retry;
  }

  @Override
  public List<WorkspaceResource> resources() {
    return provider.resources();
  }

  @Override
  public List<String> orphans() {
    return retry.call(provider::orphans);
  }

  @Override
  public WorkspaceStorage storage() {
    return PatientStorage.of(provider.storage(), retry);
  }

  @Override
  public List<String> validate(ClusterSpec spec) {
    return retry.call(() -> provider.validate(spec));
  }

  @Override
  public List<String> notices(ClusterSpec spec) {
    return retry.call(() -> provider.notices(spec));
  }

  @Override
  public List<ProviderFailure> preflight(Set<String> missing) {
    return retry.call(() -> provider.preflight(missing));
  }

  @Override
  public List<ProviderFailure> preflight(ClusterSpec spec) {
    return retry.call(() -> provider.preflight(spec));
  }

  @Override
  public List<Offering> headOfferings(HeadSpec head) {
    return retry.call(() -> provider.headOfferings(head));
  }

  @Override
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return retry.call(() -> provider.workerOfferings(group));
  }

  @Override
  public boolean reachedBySsh() {
    return provider.reachedBySsh();
  }

  @Override
  public List<Path> sharedDirectories() {
    return provider.sharedDirectories();
  }

  @Override
  public boolean runsBootScripts() {
    return provider.runsBootScripts();
  }

  @Override
  public Map<String, String> secretsForHead() {
    return provider.secretsForHead();
  }

  @Override
  public List<String> metadataAddresses() {
    return provider.metadataAddresses();
  }

  @Override
  public String lossAdvice() {
    return provider.lossAdvice();
  }

  @Override
  public Optional<JobRights> jobRights() {
    return provider.jobRights();
  }

  @Override
  public String console(String clusterUid, String slot) {
    return retry.call(() -> provider.console(clusterUid, slot));
  }

  @Override
  public List<SshAddress> standingMachines() {
    return provider.standingMachines();
  }

  @Override
  public void launch(LaunchRequest request) {
    retry.run(() -> provider.launch(request));
  }

  @Override
  public int largestLaunch() {
    return provider.largestLaunch();
  }

  @Override
  public Duration observationInterval() {
    return provider.observationInterval();
  }

  @Override
  public Duration listingLag() {
    return provider.listingLag();
  }

  @Override
  public List<SlotObservation> observe(String clusterUid) {
    return retry.call(() -> provider.observe(clusterUid));
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    retry.run(() -> provider.terminate(clusterUid, slots));
  }

  @Override
  public List<String> inventory(String clusterUid) {
    return retry.call(() -> provider.inventory(clusterUid));
  }

  @Override
  public String logLocation(String clusterUid) {
    return provider.logLocation(clusterUid);
  }

  @Override
  public void close() {
    provider.close();
  }
}
