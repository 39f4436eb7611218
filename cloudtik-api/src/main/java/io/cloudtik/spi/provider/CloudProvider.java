/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.store.WorkspaceStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One workspace at one provider. Implementations are thread-safe.
 *
 * <p>What a provider promises; the contract suite of the testkit has a test for each that can be
 * seen without making the provider refuse (1 to 4 and 7 to 10):
 *
 * <ol>
 *   <li><b>Identity is known beforehand.</b> Machines live in <i>slots</i>, which the engine names
 *       before it asks for a machine. A repeated {@link #launch} never makes a second machine, also
 *       when the reply of the first was lost, and whoever repeats it.
 *   <li><b>Answers may lag.</b> A launched slot may be missing from {@link #observe} for a while,
 *       and a terminated one may linger. A slot that was seen stays seen until its machine is
 *       terminated, or is gone for good.
 *   <li><b>Adoption.</b> What was launched is observed by every process that opens the same
 *       workspace; nothing rests on what one process remembers.
 *   <li><b>Ids are never used again.</b> A slot that is launched anew after its end gets a machine
 *       with another id.
 *   <li><b>Partial results are kept.</b> When some slots of a request cannot be had, the others
 *       are; each of the former is observed as {@code FAILED} with its failure. {@link #launch}
 *       throws if nothing was applied, or, with {@link io.cloudtik.error.FailureKind#UNAVAILABLE},
 *       if this is not known.
 *   <li><b>Failures are typed.</b> What the provider refuses is a {@link
 *       io.cloudtik.error.ProviderException} with a {@link io.cloudtik.error.ProviderFailure}: its
 *       kind, how far it reaches, whether repeating helps, and the remedy.
 *   <li><b>Termination is confirmed.</b> A slot leaves {@link #observe} only when its machine has
 *       ended; until then it is {@code TERMINATING}. Ending what never was is fine.
 *   <li><b>The inventory is complete.</b> {@link #inventory} has everything of a cluster that costs
 *       money or is in the way, also what {@link #observe} does not show.
 *   <li><b>Only what is meant is touched.</b> No call changes slots that it does not name, another
 *       cluster, or anything that the library did not make.
 *   <li><b>Questions change nothing.</b> {@link #validate}, {@link #preflight}, {@link #notices},
 *       {@link #headOfferings}, {@link #workerOfferings}, {@link #observe} and {@link #inventory}
 *       only read.
 *   <li><b>Prices are those of the plan.</b> An offering has the price by which plans and budgets
 *       are reckoned, or none.
 *   <li><b>Calls are paced together.</b> Calls to a cloud take their turn from {@link
 *       ProviderContext#pacer}, so that all workspaces and clusters of a JVM share one budget.
 * </ol>
 */
public interface CloudProvider extends AutoCloseable {
  /** Returns the shared things of the workspace, with their dependencies. */
  List<WorkspaceResource> resources();

  /**
   * Returns what was made for the workspace, is none of its {@link #resources} of today and none of
   * a cluster, and still exists, each as a line for people. Nothing may be left of it after the
   * workspace was deleted. Default none.
   */
  default List<String> orphans() {
    return List.of();
  }

  /**
   * Returns what would refuse making these of the {@link #resources} now, such as quotas that are
   * too small: all of it at once; empty means that nothing is known against it. Asked right after
   * all resources were observed and before any is made; changes nothing, and takes at most 3
   * seconds. Default nothing.
   */
  default List<ProviderFailure> preflight(Set<String> missing) {
    return List.of();
  }

  /** Returns the storage of the workspace; usable once the resources exist. */
  WorkspaceStorage storage();

  /** Returns what in the spec this provider cannot do, as <i>path: expectation, got value</i>. */
  List<String> validate(ClusterSpec spec);

  /** Returns what the user should know about the spec although it works; often empty. */
  default List<String> notices(ClusterSpec spec) {
    return List.of();
  }

  /**
   * Returns what would refuse a start of this cluster now: missing permissions, quotas that are too
   * small, an image that is not there. All of it at once; empty means that nothing is known against
   * it. Asks the provider, and takes at most a few seconds.
   */
  default List<ProviderFailure> preflight(ClusterSpec spec) {
    return List.of();
  }

  /**
   * Returns the machines that the head can be: each type, zone and market that fits, with its
   * price. At least one; where the engine has no reason to prefer another, the first.
   */
  List<Offering> headOfferings(HeadSpec head);

  /** Returns the machines that workers of the group can be, as {@link #headOfferings} does. */
  List<Offering> workerOfferings(WorkerGroupSpec group);

  /**
   * Says whether machines are logged in to by SSH, so that each cluster gets a key; default true.
   */
  default boolean reachedBySsh() {
    return true;
  }

  /**
   * Returns directories of machines that nodes use besides their own, such as one that holds the
   * storage: nodes that are containers see them, too. Default none.
   */
  default List<Path> sharedDirectories() {
    return List.of();
  }

  /**
   * Says whether machines run the {@linkplain LaunchRequest#bootScripts boot script} that they are
   * launched with. Then nobody logs in to make a node of a machine: it fetches what it needs from
   * the storage of the workspace, or from the head. Default false.
   */
  default boolean runsBootScripts() {
    return false;
  }

  /**
   * Returns what a head needs of the user's own secrets to do its work, by names of small letters,
   * digits and hyphens. Asked on a client each time a head is set up. Each travels over the
   * connection by which the head is set up, and lies there in a file that the user of its node
   * alone can read; it is in no argument, environment, log, or document of the workspace. Asked for
   * only where the client logs in to the head, so not with {@link #runsBootScripts}. Default
   * nothing.
   *
   * @see ProviderContext#secret
   */
  default Map<String, String> secretsForHead() {
    return Map.of();
  }

  /**
   * Returns the addresses at which a machine is handed its identity, whoever asks on it: jobs on
   * heads that set themselves up are kept from them. Default none.
   */
  default List<String> metadataAddresses() {
    return List.of();
  }

  /**
   * Returns a script of {@code sh} that workers run every 30 seconds, to hear of what only the
   * machine itself is told: that the cloud may take it away before long. It prints why, on one
   * line, or nothing, within 5 seconds. Such a worker is replaced first, as far as its group may
   * grow, and drained then. Empty for none, which is the default.
   */
  default String lossAdvice() {
    return "";
  }

  /**
   * Returns what jobs on a head may do instead, which is what workers may. Called on a head, and
   * again before it ends. Default nothing.
   */
  default Optional<JobRights> jobRights() {
    return Optional.empty();
  }

  /**
   * Returns the end of what the machine of a slot printed since it booted, for the message of a
   * failure; empty if there is no such machine, or this is not known.
   */
  default String console(String clusterUid, String slot) {
    return "";
  }

  /**
   * Returns the machines that exist before any cluster, if the provider hands out such. Before a
   * cluster starts, the engine lets the cluster's key in on each of them that it can reach, with
   * the user's own key, so that heads reach them later; and takes it away when the cluster ends.
   * Empty where machines are made for a cluster.
   */
  default List<SshAddress> standingMachines() {
    return List.of();
  }

  /**
   * Asks for a machine in each slot. Returns when the wish is recorded with the provider, not when
   * machines run; errors for single slots come back through {@link #observe}.
   *
   * @throws io.cloudtik.error.ProviderException if nothing was applied, or this is not known
   */
  void launch(LaunchRequest request);

  /**
   * Returns how many slots one {@link #launch} names at most; default 1,000. The engine asks for
   * more with several calls, so that each is one call of the cloud that it takes or refuses.
   */
  default int largestLaunch() {
    return 1_000;
  }

  /**
   * Returns how long an answer of {@link #observe} is good for: the engine asks no more often.
   * Default half a second; 5 s or more where each call costs a token of a budget.
   */
  default Duration observationInterval() {
    return Duration.ofMillis(500);
  }

  /**
   * Returns how long at most a slot that was launched may be missing from {@link #observe} and
   * {@link #inventory}: what was asked for and never seen is awaited that long before it is taken
   * for granted that nothing of it is there. Default 5 s.
   */
  default Duration listingLag() {
    return Duration.ofSeconds(5);
  }

  /** Returns what is known of the slots of a cluster, in the order of their names. */
  List<SlotObservation> observe(String clusterUid);

  /**
   * Ends the machines of these slots with everything that belongs to them. Unknown slots are fine.
   * Returns when asked for; {@link #inventory} tells when nothing is left.
   */
  void terminate(String clusterUid, Set<String> slots);

  /**
   * Returns everything of a cluster that still exists and could cost money or be in the way, each
   * as a line for people; empty means that nothing is left.
   */
  List<String> inventory(String clusterUid);

  /** Says where logs of ended machines are kept, for people; empty if nowhere. */
  default String logLocation(String clusterUid) {
    return "";
  }

  @Override
  default void close() {}
}
