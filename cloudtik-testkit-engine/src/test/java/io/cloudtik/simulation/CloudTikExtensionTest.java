/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cloudtik.Cluster;
import io.cloudtik.Workspace;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudSoftware;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.junit.CloudTikTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the annotation does with tests of users, which are run here by JUnit as theirs are. */
class CloudTikExtensionTest {
  /** The tests of users here are run by these tests only. */
  private static final String RUN = "cloudtik.tests.of.users";

  private static final List<List<CallRecord>> LOGS = new ArrayList<>();

  @BeforeEach
  void letThemRun() {
    System.setProperty(RUN, "true");
    LOGS.clear();
  }

  @AfterEach
  void letThemRest() {
    System.clearProperty(RUN);
  }

  /** Returns the stack traces of the failures by the name of the method. */
  private static Map<String, String> failures(Class<?> tests, int expected) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(tests))
            .build(),
        listener);
    assertThat(listener.getSummary().getTestsFoundCount()).isEqualTo(expected);
    Map<String, String> failures = new TreeMap<>();
    listener
        .getSummary()
        .getFailures()
        .forEach(
            failure -> {
              StringWriter trace = new StringWriter();
              failure.getException().printStackTrace(new PrintWriter(trace));
              failures.put(
                  failure.getTestIdentifier().getDisplayName().replaceAll("\\(.*", ""),
                  trace.toString());
            });
    return failures;
  }

  @CloudTikTest(seed = 42)
  @EnabledIfSystemProperty(named = RUN, matches = "true")
  static class Failing {
    @Test
    void fails(SimulatedCloud cloud) {
      cloud.time().pause(ofMinutes(3));
      fail("as it is meant to");
    }

    @Test
    void leavesACluster(Workspace workspace) {
      workspace.cluster("etl").withWorkers(w -> w.min(1).max(1)).start().await(ofMinutes(30));
    }

    @Test
    void leavesAnotherWorkspace(Simulated place) {
      Workspace.create("forgotten", place).close();
    }

    @Test
    void wantsACluster(Cluster cluster) {
      fail("there is none: " + cluster);
    }
  }

  @Test
  void aFailureSaysWhichSeedMakesTheSameRun() {
    Map<String, String> failures = failures(Failing.class, 4);

    assertThat(failures.get("fails"))
        .contains("as it is meant to")
        .contains("seed 42")
        .contains("PT3M old")
        .contains("@CloudTikTest(seed = 42)")
        .contains("-Dcloudtik.test.seed=42");
  }

  @Test
  void whatATestLeavesFailsItAndIsNamed() {
    Map<String, String> failures = failures(Failing.class, 4);

    assertThat(failures.get("leavesACluster"))
        .contains("left clusters running: [etl READY]")
        .contains("clustersMayStay = true")
        .contains("seed 42");
    assertThat(failures.get("leavesAnotherWorkspace"))
        .contains("left 19 things on the cloud")
        .contains("cloudtik-forgotten-bucket")
        .contains("delete workspaces that the test makes itself");
  }

  @Test
  void aParameterThatNobodyGivesIsRefusedWithWhatToDo() {
    assertThat(failures(Failing.class, 4).get("wantsACluster"))
        .contains("take a Workspace, and start clusters and jobs with it");
  }

  @CloudTikTest
  @EnabledIfSystemProperty(named = RUN, matches = "true")
  static class WithConstructor {
    WithConstructor(SimulatedCloud cloud) {
      LOGS.add(cloud.log());
    }

    @Test
    void isNeverRun() {}
  }

  @Test
  void aCloudForAllTestsIsRefusedWithWhatToDo() {
    assertThat(failures(WithConstructor.class, 1).values())
        .singleElement()
        .asString()
        .contains("each test has a SimulatedCloud of its own")
        .contains("@BeforeEach");
  }

  @CloudTikTest(clustersMayStay = true)
  @EnabledIfSystemProperty(named = RUN, matches = "true")
  static class Staying {
    @Test
    void leavesACluster(Workspace workspace) {
      workspace.cluster("etl").withWorkers(w -> w.min(1).max(1)).start().await(ofMinutes(30));
    }
  }

  @Test
  void clustersMayStayIfTheTestSaysSo() {
    assertThat(failures(Staying.class, 1)).isEmpty();
  }

  @CloudTikTest(seed = 3)
  @EnabledIfSystemProperty(named = RUN, matches = "true")
  static class Recorded {
    @Test
    void isRunSeveralTimes(Workspace workspace, SimulatedCloud cloud) {
      cloud.machines().lag(ofSeconds(5));
      Cluster cluster =
          workspace
              .cluster("etl")
              .withWorkers(w -> w.min(4).max(10).spot())
              .start()
              .await(ofMinutes(30));
      var job = cluster.submit(JobSpec.command("report").withRestarts(3));
      cloud.machines().reclaim(0.6, ofSeconds(30));
      cloud.time().pause(ofMinutes(5));
      cluster.scaleTo(6).await(ofMinutes(30));
      assertThat(job.await(ofHours(1)).succeeded()).isTrue();
      cluster.terminate();
      LOGS.add(cloud.log());
    }
  }

  @Test
  void theSameSeedMakesTheSameCallsAtTheSameTimes() {
    assertThat(failures(Recorded.class, 1)).isEmpty();
    assertThat(failures(Recorded.class, 1)).isEmpty();

    assertThat(LOGS).hasSize(2);
    assertThat(LOGS.get(0)).hasSizeGreaterThan(500).isEqualTo(LOGS.get(1));
  }

  @Test
  void anotherSeedMakesAnotherRun() {
    assertThat(failures(Recorded.class, 1)).isEmpty();
    System.setProperty(CloudTikTest.SEED, "4");
    try {
      assertThat(failures(Recorded.class, 1)).isEmpty();
    } finally {
      System.clearProperty(CloudTikTest.SEED);
    }

    assertThat(LOGS.get(0)).isNotEqualTo(LOGS.get(1));
  }

  /** As a class path without this module. */
  private static final class WithoutSoftware extends ClassLoader {
    WithoutSoftware(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals("META-INF/services/" + CloudSoftware.class.getName())
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }

  @Test
  void withoutTheEngineATestIsToldWhatToAdd() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutSoftware(before));
    try {
      assertThat(failures(Staying.class, 1).get("leavesACluster"))
          .contains("nothing runs on the machines of the simulated cloud")
          .contains("io.cloudtik:cloudtik-testkit-engine with scope test");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
