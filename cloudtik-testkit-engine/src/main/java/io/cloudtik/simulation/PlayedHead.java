/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.execute.PatientProvider;
import io.cloudtik.impl.execute.Retry;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.pull.HeadParts;
import io.cloudtik.impl.pull.HeadReport;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.node.controller.HeadController;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.SimulatedFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A head whose set-up is played and whose controller is the real one. */
final class PlayedHead {
  private static final Logger logger = LoggerFactory.getLogger(PlayedHead.class);

  /** Without Spark, from the first sign of its machine. */
  private static final Duration SET_UP = Duration.ofSeconds(20);

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int REDIS = 6379;

  private final Machine machine;
  private final boolean sick;
  private final SimulatedCloud cloud;
  private final SimulatedTime time;
  private final Runnable nodeIsUp;
  private final CloudClient client;
  private final PlayedState state;
  private volatile boolean inCharge;
  private volatile boolean superseded;

  PlayedHead(
      Machine machine, boolean sick, SimulatedCloud cloud, SimulatedTime time, Runnable nodeIsUp) {
    this.machine = machine;
    this.sick = sick;
    this.cloud = cloud;
    this.time = time;
    this.nodeIsUp = nodeIsUp;
    client = cloud.client("head-" + machine.id());
    state = new PlayedState(cloud.time(), client, this::answers);
  }

  Machine machine() {
    return machine;
  }

  String uid() {
    return machine.label("cloudtik-cluster");
  }

  PlayedState state() {
    return state;
  }

  boolean answers() {
    return machine.answers() && !superseded;
  }

  /** Says whether its controller has been started. */
  boolean isInCharge() {
    return inCharge;
  }

  /** Ends its processes at their next step, as with the power of the machine. */
  void end() {
    client.stop();
  }

  /** Does what a head does from the boot of its machine to its end. */
  void live() {
    EngineContext context =
        EngineContext.onClient(
            machine.label("cloudtik-workspace"), time, PlayedHead::nobodyLogsIn, null);
    WorkspaceRecords records = patient(SimulatedFactory.open(Simulated.of(cloud), client, context));
    try {
      report(records, new HeadReport("install what it needs", "", List.of()));
      time.pause(SET_UP);
      if (sick) {
        report(records, new HeadReport("install", "no such package", List.of()));
        return;
      }
      control(records, context);
    } catch (CloudTikException e) {
      logger.warn("head={} failed: {}", machine.id(), e.getMessage());
      report(records, new HeadReport("set up", String.valueOf(e.getMessage()), List.of()));
    }
  }

  private static WorkspaceRecords nobodyLogsIn() {
    throw new IllegalStateException("nobody logs in to machines of a simulated cloud");
  }

  private WorkspaceRecords patient(CloudProvider provider) {
    return new WorkspaceRecords(
        new PatientProvider(provider, new Retry(time, PATIENCE)).storage().documents());
  }

  private void report(WorkspaceRecords records, HeadReport report) {
    records.put(RecordKeys.headReport(uid()), report);
  }

  private void control(WorkspaceRecords records, EngineContext context) {
    NodeConfig config =
        records
            .value(RecordKeys.headParts(uid()), HeadParts.class)
            .orElseThrow(this::gone)
            .config()
            .at(
                SshAddress.builder()
                    .host(machine.address())
                    .user("cloudtik")
                    .directory(Path.of("/opt/cloudtik/node"))
                    .build());
    ClusterSpec spec =
        records
            .value(RecordKeys.cluster(config.cluster()), ClusterRecord.class)
            .filter(record -> record.uid().equals(uid()))
            .orElseThrow(this::gone)
            .spec();
    SimulatedFactory factory = new SimulatedFactory();
    CloudProvider provider =
        SimulatedFactory.open(
            (Simulated) factory.decode(config.providerOptions()), client, context);
    nodeIsUp.run();
    inCharge = true;
    boolean over =
        new HeadController(
                config,
                spec,
                "controller-" + machine.id(),
                context,
                provider,
                new RedisEndpoints(machine.address(), REDIS, List.of()),
                state,
                time,
                cloud.time().executor(),
                "#!/bin/sh\n# a worker of " + uid() + "\n")
            .run();
    superseded = !over;
    inCharge = false;
  }

  private CloudTikException gone() {
    return new CloudTikException(
        ErrorCode.CLUSTER_NOT_FOUND, "the cluster was terminated: " + uid());
  }
}
