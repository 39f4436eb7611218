/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requests of spot instances, one for each instance. See <i>Get the status of a Spot Instance
 * request</i> of the user guide of EC2: the notice of an interruption is a status, too.
 */
final class SpotRequests {
  private static final Duration TOLD_OF = Duration.ofHours(1);

  private SpotRequests() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("DescribeSpotInstanceRequests", SpotRequests::describe);
    actions.put("CancelSpotInstanceRequests", SpotRequests::cancel);
  }

  /** Makes the request that an instance was launched by. */
  static Thing make(Estate estate, Machine machine, Map<String, String> tags) {
    return estate.make(
        Kind.SPOT_REQUEST, "", "", tags, Props.of("instance", machine.id()), Set.of());
  }

  private static Optional<Machine> machine(Estate estate, Thing request) {
    return estate.machines().find(prop(request, "instance"));
  }

  private static String state(Thing request) {
    if (!prop(request, "cancelled").isEmpty()) {
      return "cancelled";
    }
    return request.state() == Thing.State.GONE ? "closed" : "active";
  }

  private static String status(Estate estate, Thing request) {
    Machine machine = machine(estate, request).orElseThrow();
    boolean ended =
        machine.state() == Machine.State.ENDED || machine.state() == Machine.State.ENDING;
    if (machine.leaves().isPresent()) {
      return ended ? "instance-terminated-no-capacity" : "marked-for-termination";
    }
    if (ended) {
      return machine.failure().isPresent()
          ? "instance-terminated-by-service"
          : "instance-terminated-by-user";
    }
    return prop(request, "cancelled").isEmpty()
        ? "fulfilled"
        : "request-canceled-and-instance-running";
  }

  private static Instant changed(Estate estate, Thing request) {
    Machine machine = machine(estate, request).orElseThrow();
    return machine.state() == Machine.State.RUNNING
        ? machine.noticed().orElse(estate.made(request.id()))
        : estate.at(machine.changed());
  }

  private static void row(XmlWriter xml, Thing request, Estate estate) {
    Machine machine = machine(estate, request).orElseThrow();
    String status = status(estate, request);
    xml.add("spotInstanceRequestId", request.id()).add("type", "one-time");
    xml.add("spotPrice", InstanceTypes.price(estate, machine.pool().type(), machine.pool().zone()));
    xml.add("state", state(request)).open("status").add("code", status).add("message", status);
    xml.add("updateTime", changed(estate, request)).close();
    xml.add("createTime", estate.made(request.id())).add("instanceId", machine.id());
    xml.add("launchedAvailabilityZone", machine.pool().zone());
    xml.add("productDescription", "Linux/UNIX");
    xml.add("instanceInterruptionBehavior", machine.property("interruption"));
    xml.open("launchSpecification").add("imageId", machine.property("image"));
    xml.add("instanceType", machine.pool().type()).close();
    Tags.write(xml, request.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("spotInstanceRequestSet", (xml, it) -> row(xml, it, estate))
        .byId("SpotInstanceRequestId", Kind.SPOT_REQUEST.notFound())
        .filter("spot-instance-request-id", Thing::id)
        .filter("instance-id", it -> prop(it, "instance"))
        .filter("state", SpotRequests::state)
        .filter("status-code", it -> status(estate, it))
        .filter("type", it -> "one-time")
        .filter(
            "launched-availability-zone",
            it -> machine(estate, it).map(that -> that.pool().zone()).orElse(""))
        .answer(call, () -> told(estate));
  }

  private static List<Thing> told(Estate estate) {
    List<Thing> all = new ArrayList<>(estate.seen(Kind.SPOT_REQUEST));
    all.addAll(estate.things().gone(Kind.SPOT_REQUEST.thing(), TOLD_OF));
    return all;
  }

  private static void cancel(Call call) {
    Estate estate = call.estate();
    List<String> ids = call.params().list("SpotInstanceRequestId");
    ids.forEach(id -> call.may(Kind.SPOT_REQUEST, id));
    call.begin();
    ids.forEach(id -> estate.require(Kind.SPOT_REQUEST, id));
    XmlWriter xml = call.xml().open("spotInstanceRequestSet");
    for (String id : ids) {
      Props.put(estate, id, "cancelled", "true");
      xml.open("item").add("spotInstanceRequestId", id).add("state", "cancelled").close();
    }
    xml.close();
  }
}
