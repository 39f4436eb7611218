/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import io.cloudtik.testkit.aws.iam.Credentials;
import io.cloudtik.testkit.aws.iam.Identities;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.Thing;
import io.cloudtik.testkit.cloud.ThingKind;
import io.cloudtik.testkit.machines.ContainerFleet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Instances that are containers: what each is told by its metadata, and which way its requests
 * come. Thread-safe.
 */
final class RealInstances implements AwsPlace.Origin, AutoCloseable {
  private static final String CREDENTIALS = "meta-data/iam/security-credentials/";

  private final SimulatedCloud cloud;
  private final Identities identities;
  private final String region;
  private final double speed;
  private final InstanceMetadata metadata;

  /**
   * Lets machines of the cloud be those of a fleet, from now on.
   *
   * @param speed seconds of the cloud for each second of the world
   */
  RealInstances(
      ContainerFleet fleet,
      SimulatedCloud cloud,
      Identities identities,
      String region,
      double speed) {
    this.cloud = cloud;
    this.identities = identities;
    this.region = region;
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
    tree.put("meta-data/placement/region", () -> region);
    machine
        .leaves()
        .ifPresent(
            at ->
                tree.put(
                    "meta-data/spot/instance-action",
                    () ->
                        "{\"action\":\"terminate\",\"time\":\"%s\"}".formatted(inTheWorld(at))));
    tree.put("user-data", () -> machine.order().userData());
    String profile = machine.property("profileArn");
    if (!profile.isEmpty()) {
      identities
          .ofInstance(profile, machine.id(), origin(machine))
          .ifPresent(
              found -> tree.put(CREDENTIALS + name(profile), () -> json(found)));
    }
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
  public Map<String, String> of(AwsRequest request) {
    return at(request.from()).map(this::origin).orElseGet(Map::of);
  }

  private Map<String, String> origin(Machine machine) {
    Map<String, String> keys = new TreeMap<>();
    keys.put("aws:SourceVpc", machine.property("vpc"));
    String endpoint = endpoint(machine);
    if (endpoint != null) {
      keys.put("aws:SourceVpce", endpoint);
      keys.put("aws:VpcSourceIp", machine.address());
    } else {
      keys.put("aws:SourceIp", machine.address());
    }
    return keys;
  }

  /** Returns the gateway endpoint of S3 that the routes of the machine's subnet lead to. */
  private @Nullable String endpoint(Machine machine) {
    String table = null;
    for (Thing association : all(ThingKind.ROUTE_ASSOCIATION)) {
      if (association.properties().getOrDefault("subnet", "").equals(machine.property("subnet"))) {
        table = association.properties().get("table");
      }
    }
    for (Thing endpoint : all(ThingKind.STORAGE_ENDPOINT)) {
      List<String> tables =
          List.of(endpoint.properties().getOrDefault("tables", "").split(",", -1));
      if (table != null && tables.contains(table)) {
        return endpoint.id();
      }
    }
    return null;
  }

  private List<Thing> all(ThingKind kind) {
    return cloud.things().all().stream().filter(thing -> thing.kind() == kind).toList();
  }

  @Override
  public void close() {
    metadata.close();
  }
}
