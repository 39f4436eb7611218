/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Thing;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where instances are put near each other, or apart. */
final class PlacementGroups {
  private static final Set<String> STRATEGIES = Set.of("cluster", "spread", "partition");

  private PlacementGroups() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreatePlacementGroup", PlacementGroups::create);
    actions.put("DescribePlacementGroups", PlacementGroups::describe);
    actions.put("DeletePlacementGroup", PlacementGroups::delete);
  }

  static Thing require(Estate estate, String name) {
    return named(estate, name)
        .filter(it -> estate.things().isSeen(it.id()))
        .orElseThrow(
            () ->
                Refusals.of(
                    Kind.PLACEMENT_GROUP.notFound(), "The Placement Group '%s' is unknown.", name));
  }

  static Optional<Thing> named(Estate estate, String name) {
    return estate.all(Kind.PLACEMENT_GROUP).stream()
        .filter(it -> it.name().equals(name))
        .findFirst();
  }

  private static void row(XmlWriter xml, Thing group, Estate estate) {
    xml.add("groupName", group.name()).add("groupId", group.id()).add("state", "available");
    xml.add("strategy", prop(group, "strategy"));
    xml.add("groupArn", estate.arn(Kind.PLACEMENT_GROUP, group.name()));
    if (!prop(group, "partitions").isEmpty()) {
      xml.add("partitionCount", prop(group, "partitions"));
    }
    Tags.write(xml, group.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("placementGroupSet", (xml, group) -> row(xml, group, estate))
        .byName("GroupName", Thing::name, Kind.PLACEMENT_GROUP.notFound())
        .byId("GroupId", Kind.PLACEMENT_GROUP.notFound())
        .filter("group-name", Thing::name)
        .filter("strategy", group -> prop(group, "strategy"))
        .filter("state", group -> "available")
        .answer(call, () -> estate.seen(Kind.PLACEMENT_GROUP));
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    String name = call.params().required("GroupName");
    String strategy = call.params().text("Strategy", "cluster");
    String partitions = call.params().text("PartitionCount");
    Map<String, String> tags = call.tags(Kind.PLACEMENT_GROUP.type());
    call.mayMake(Kind.PLACEMENT_GROUP.type(), name, tags, Map.of());
    call.begin();
    if (!STRATEGIES.contains(strategy)) {
      throw Refusals.invalid("strategy", strategy);
    }
    if (named(estate, name).isPresent()) {
      throw Refusals.of(
          "InvalidPlacementGroup.Duplicate", "The placement group '%s' already exists.", name);
    }
    Thing group =
        estate.make(
            Kind.PLACEMENT_GROUP,
            name,
            "",
            tags,
            Props.of("strategy", strategy, "partitions", partitions),
            Set.of());
    call.xml().open("placementGroup");
    row(call.xml(), group, estate);
    call.xml().close();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String name = call.params().required("GroupName");
    call.mayNamed(Kind.PLACEMENT_GROUP, name, named(estate, name).orElse(null));
    call.begin();
    Thing group = require(estate, name);
    for (Machine machine : estate.machines().living()) {
      if (machine.property("placementGroup").equals(name)) {
        throw Refusals.of(
            "InvalidPlacementGroup.InUse", "The placement group '%s' is in use.", name);
      }
    }
    estate.things().end(group.id());
    call.done();
  }
}
