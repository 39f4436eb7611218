/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import io.cloudtik.testkit.aws.iam.Credentials;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.machines.ContainerFleet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Instances that are containers, and what each is told by its metadata. Thread-safe. */
final class RealInstances implements AutoCloseable {
  private static final String CREDENTIALS = "meta-data/iam/security-credentials/";

  private final SimulatedCloud cloud;
  private final InstanceRoles roles;
  private final double speed;
  private final InstanceMetadata metadata;

  /**
   * Lets machines of the cloud be those of a fleet, from now on.
   *
   * @param speed seconds of the cloud for each second of the world
   */
  RealInstances(ContainerFleet fleet, SimulatedCloud cloud, InstanceRoles roles, double speed) {
    this.cloud = cloud;
    this.roles = roles;
    this.speed = speed;
    this.metadata = InstanceMetadata.start(fleet.gateway(), this::tree);
    cloud.machines().listen(fleet.metadataAt(metadata.port()));
  }

  private Optional<Machine> at(String address) {
    return cloud.machines().living().stream()
        .filter(machine -> machine.address().equals(address))
        .findFirst();
  }

  private SortedMap<String, Supplier<String>> tree(String address) {
    SortedMap<String, Supplier<String>> tree = new TreeMap<>();
    at(address).ifPresent(machine -> tell(machine, tree));
    return tree;
  }

  private void tell(Machine machine, SortedMap<String, Supplier<String>> tree) {
    tree.put("meta-data/instance-id", machine::id);
    tree.put("meta-data/instance-type", () -> machine.pool().type());
    tree.put("meta-data/local-ipv4", machine::address);
    tree.put("meta-data/ami-launch-index", () -> machine.property("index"));
    tree.put("meta-data/placement/availability-zone", () -> machine.pool().zone());
    tree.put("meta-data/placement/region", roles::region);
    machine
        .leaves()
        .ifPresent(
            at ->
                tree.put(
                    "meta-data/spot/instance-action",
                    () -> "{\"action\":\"terminate\",\"time\":\"%s\"}".formatted(inTheWorld(at))));
    machine
        .advised()
        .ifPresent(
            at ->
                tree.put(
                    "meta-data/events/recommendations/rebalance",
                    () -> "{\"noticeTime\":\"%s\"}".formatted(inTheWorld(at))));
    tree.put("user-data", () -> machine.order().userData());
    String profile = machine.property("profileArn");
    roles.of(machine).ifPresent(found -> tree.put(CREDENTIALS + name(profile), () -> json(found)));
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private String json(Credentials found) {
    return """
        {
          "Code": "Success",
          "LastUpdated": "%s",
          "Type": "AWS-HMAC",
          "AccessKeyId": "%s",
          "SecretAccessKey": "%s",
          "Token": "%s",
          "Expiration": "%s"
        }
        """
        .formatted(
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS),
            found.accessKeyId(),
            found.secretAccessKey(),
            found.sessionToken(),
            inTheWorld(found.expires()));
  }

  /** Who runs on the instance goes by the clock of the world. */
  private Instant inTheWorld(Instant ofTheCloud) {
    Duration left = Duration.between(cloud.time().clock().instant(), ofTheCloud);
    long millis = speed > 0 ? (long) (left.toMillis() / speed) : left.toMillis();
    return Clock.systemUTC().instant().plusMillis(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  @Override
  public void close() {
    metadata.close();
  }
}
