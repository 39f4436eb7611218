/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.junit;

import io.cloudtik.ClusterSummary;
import io.cloudtik.Retained;
import io.cloudtik.Workspace;
import io.cloudtik.WorkspaceStatus;
import io.cloudtik.error.DiscoveryException;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.CloudSoftware;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The cloud of one test, with its workspace. */
final class TestCloud implements AutoCloseable {
  private final CloudTikTest settings;
  private final SimulatedCloud cloud;
  private @Nullable Workspace workspace;

  private TestCloud(CloudTikTest settings, SimulatedCloud cloud) {
    this.settings = settings;
    this.cloud = cloud;
  }

  static TestCloud open(CloudTikTest settings) {
    long seed = Long.getLong(CloudTikTest.SEED, settings.seed());
    CloudLimits limits = settings.likeEc2() ? CloudLimits.ec2() : CloudLimits.none();
    SimulatedCloud cloud = SimulatedCloud.of(seed, limits);
    try {
      runSoftware(cloud);
    } catch (RuntimeException | Error e) {
      cloud.close();
      throw e;
    }
    return new TestCloud(settings, cloud);
  }

  private static void runSoftware(SimulatedCloud cloud) {
    List<CloudSoftware> found = new ArrayList<>();
    try {
      ServiceLoader.load(CloudSoftware.class).forEach(found::add);
      found.forEach(each -> each.runOn(cloud));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw absent("cloudtik-testkit-engine cannot run here (" + e + ")", e);
    }
    if (found.isEmpty()) {
      throw absent("nothing runs on the machines of the simulated cloud", null);
    }
  }

  private static DiscoveryException absent(String what, @Nullable Throwable cause) {
    DiscoveryException absent =
        new DiscoveryException(
            "cloudtik-testkit-engine",
            List.of(),
            what
                + "; add io.cloudtik:cloudtik-testkit-engine with scope test, which brings"
                + " cloudtik-impl and cloudtik-node, all of one version, see"
                + " io.cloudtik:cloudtik-bom");
    if (cause != null) {
      absent.addSuppressed(cause);
    }
    return absent;
  }

  SimulatedCloud cloud() {
    return cloud;
  }

  /** Returns the workspace, which is made now if nobody asked for it before. */
  Workspace workspace() {
    Workspace known = workspace;
    if (known == null) {
      known = Workspace.create(settings.workspace(), Simulated.of(cloud));
      workspace = known;
    }
    return known;
  }

  /** Returns what the stack trace of a failure says besides. */
  Throwable note() {
    AssertionError note =
        new AssertionError(
            "the simulated cloud had seed %d; it was %s old after %d calls; for the same run: @CloudTikTest(seed = %d) or -D%s=%d"
                .formatted(
                    cloud.seed(),
                    cloud.time().elapsed(),
                    cloud.log().size(),
                    cloud.seed(),
                    CloudTikTest.SEED,
                    cloud.seed()));
    note.setStackTrace(new StackTraceElement[0]);
    return note;
  }

  /** Takes the workspace down, and fails if that, or the test, leaves anything. */
  void requireNothingLeft() {
    cloud.faults().clear();
    if (workspace != null) {
      takeDown(workspace);
    }
    List<String> left = new ArrayList<>();
    cloud.machines().living().stream().map(Machine::toString).forEach(left::add);
    cloud.things().all().stream()
        .filter(thing -> !cloud.things().isOfOthers(thing))
        .map(Thing::toString)
        .forEach(left::add);
    if (!left.isEmpty()) {
      throw new AssertionError(
          "the test left %d things on the cloud, which would cost money or be in the way: %s; terminate clusters, and delete workspaces that the test makes itself"
              .formatted(left.size(), String.join("; ", left)));
    }
  }

  private void takeDown(Workspace made) {
    List<ClusterSummary> clusters =
        made.status().state() == WorkspaceStatus.State.ABSENT ? List.of() : made.clusters();
    if (!clusters.isEmpty() && !settings.clustersMayStay()) {
      throw new AssertionError(
          "the test ended and left clusters running: %s; terminate them, or say @CloudTikTest(clustersMayStay = true)"
              .formatted(clusters.stream().map(each -> each.name() + " " + each.state()).toList()));
    }
    clusters.forEach(each -> made.attach(each.name()).terminate());
    made.delete(Retained.DELETE);
  }

  @Override
  public void close() {
    try {
      if (workspace != null) {
        workspace.close();
      }
    } finally {
      cloud.close();
    }
  }
}
