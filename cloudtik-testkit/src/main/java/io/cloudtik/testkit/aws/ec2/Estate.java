/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.InstanceProfiles;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Machines;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.Thing;
import io.cloudtik.testkit.cloud.ThingOrder;
import io.cloudtik.testkit.cloud.Things;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the account has in the region, with the ids and the words of EC2. */
final class Estate {
  private final AwsPlace place;
  private final InstanceProfiles profiles;

  Estate(AwsPlace place, InstanceProfiles profiles) {
    this.place = place;
    this.profiles = profiles;
  }

  AwsPlace place() {
    return place;
  }

  InstanceProfiles profiles() {
    return profiles;
  }

  SimulatedCloud cloud() {
    return place.cloud();
  }

  Things things() {
    return place.cloud().things();
  }

  Machines machines() {
    return place.cloud().machines();
  }

  String region() {
    return place.region();
  }

  String account() {
    return place.account();
  }

  List<String> zones() {
    return List.of(region() + "a", region() + "b", region() + "c");
  }

  /** Returns the id of a zone, which is the same place in every account. */
  String zoneId(String zone) {
    int index = zones().indexOf(zone);
    String[] parts = region().split("-");
    return "%s%s%s-az%d"
        .formatted(parts[0], parts[1].substring(0, 1), parts[parts.length - 1], index + 1);
  }

  String arn(Kind kind, String id) {
    return arn(kind.type(), id);
  }

  String arn(String type, String id) {
    return "arn:aws:ec2:%s:%s:%s/%s".formatted(region(), account(), type, id);
  }

  /** Makes a thing; whether it may be made is known already. */
  Thing make(
      Kind kind,
      String name,
      String token,
      Map<String, String> tags,
      Map<String, String> properties,
      Set<String> uses) {
    return things()
        .add(
            things().newId(kind.prefix()),
            new ThingOrder(kind.thing(), name, token, tags, properties, uses));
  }

  /** Returns things that everybody sees already. */
  List<Thing> seen(Kind kind) {
    return things().seen(kind.thing());
  }

  /** Returns things as they are. */
  List<Thing> all(Kind kind) {
    return things().all(kind.thing());
  }

  /** Returns a thing that exists, whoever can see it. */
  Optional<Thing> find(Kind kind, String id) {
    return things().find(id).filter(it -> it.kind() == kind.thing());
  }

  /** Returns a thing, or refuses as EC2 does also for a while after it was made. */
  Thing require(Kind kind, String id) {
    return find(kind, id)
        .filter(it -> things().isSeen(id))
        .orElseThrow(() -> Refusals.notFound(kind, id));
  }

  Machine requireMachine(String id) {
    return machines()
        .seen(id, InstanceRows.STATED)
        .orElseThrow(
            () ->
                Refusals.of(
                    "InvalidInstanceID.NotFound", "The instance ID '%s' does not exist", id));
  }

  Instant made(String id) {
    return at(things().made(id));
  }

  Instant at(java.time.Duration sinceBeginning) {
    return place.now().minus(cloud().time().elapsed()).plus(sinceBeginning);
  }
}
