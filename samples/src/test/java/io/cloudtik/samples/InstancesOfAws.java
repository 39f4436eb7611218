/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.provider.aws.Aws;
import io.cloudtik.provider.aws.NatGateways;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.Thing;
import io.cloudtik.testkit.cloud.ThingKind;
import io.cloudtik.testkit.machines.ContainerFleet;
import io.cloudtik.testkit.machines.TestImage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** An emulated AWS whose instances are containers, and whose owner's credentials the SDK finds. */
final class InstancesOfAws implements AutoCloseable {
  private static final String KEY = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";
  private static final double SPEED = 10;

  private final SimulatedCloud cloud = SimulatedCloud.of(2, CloudLimits.ec2());
  private final ContainerFleet fleet;
  private final EmulatedAws aws;
  private final URI endpoint;

  InstancesOfAws() {
    fleet = ContainerFleet.open(TestImage.JAVA, "ubuntu").with("--cap-add", "NET_ADMIN");
    aws = EmulatedAws.on(cloud).atSpeed(SPEED).withMachines(fleet).start();
    endpoint = aws.listenOn(fleet.gateway());
    cloud.machines().boot(Duration.ofSeconds(20), 0.3);
    System.setProperty(KEY, aws.accessKeyId());
    System.setProperty(SECRET, aws.secretAccessKey());
  }

  /** Returns a place whose machines are reached from here by their private addresses. */
  ProviderConfig provider() {
    return Aws.inRegion(aws.region())
        .endpointOverride(endpoint)
        .cidr(fleet.cidr())
        .natGateways(NatGateways.NONE)
        .privateOnly();
  }

  /** Returns what there is in the account, but for buckets, which a delete leaves. */
  List<String> left() {
    return Stream.concat(
            cloud.machines().living().stream().map(Machine::toString),
            cloud.things().all().stream()
                .filter(thing -> thing.kind() != ThingKind.BUCKET)
                .map(Thing::toString))
        .toList();
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
