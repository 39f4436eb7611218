/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.aws.Aws;
import io.cloudtik.provider.aws.NatGateways;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.machines.ContainerFleet;
import io.cloudtik.testkit.machines.TestImage;
import java.net.URI;
import java.time.Duration;

/**
 * An emulated AWS whose instances are containers, and the credentials of its owner where the SDK
 * looks for them. Its time is ten times as fast, so that a boot takes some seconds.
 */
final class AwsRegion implements AutoCloseable {
  private static final double SPEED = 10;
  private static final String KEY = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  private final SimulatedCloud cloud = SimulatedCloud.of(1, CloudLimits.ec2());
  private final ContainerFleet fleet;
  private final EmulatedAws aws;
  private final URI endpoint;

  AwsRegion() {
    // Root in the machine, as on a virtual one.
    fleet = ContainerFleet.open(TestImage.JAVA, "ubuntu").with("--cap-add", "NET_ADMIN");
    aws = EmulatedAws.on(cloud).atSpeed(SPEED).withMachines(fleet).start();
    endpoint = aws.listenOn(fleet.gateway());
    cloud.machines().boot(Duration.ofSeconds(20), 0.3);
    System.setProperty(KEY, aws.accessKeyId());
    System.setProperty(SECRET, aws.secretAccessKey());
  }

  /** Returns a place whose machines are reached from here by their private addresses. */
  Aws provider() {
    return Aws.inRegion(aws.region())
        .endpointOverride(endpoint)
        .cidr(fleet.cidr())
        .zoneCount(2)
        .natGateways(NatGateways.NONE)
        .privateOnly();
  }

  SimulatedCloud cloud() {
    return cloud;
  }

  EmulatedAws aws() {
    return aws;
  }

  /** Returns the container of an instance. */
  String container(String instance) {
    return fleet.container(instance).orElseThrow();
  }

  /** Ends a machine at once, as when its host fails. */
  void lose(String instance) {
    cloud.machines().take(machine -> machine.id().equals(instance), "host failure");
  }

  Machine machine(String instance) {
    return cloud.machines().find(instance).orElseThrow();
  }

  @Override
  public void close() {
    System.clearProperty(KEY);
    System.clearProperty(SECRET);
    aws.close();
    fleet.close();
    cloud.close();
  }
}
