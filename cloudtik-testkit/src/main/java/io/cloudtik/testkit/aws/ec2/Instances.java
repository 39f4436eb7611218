/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.list;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Machine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be read of instances. */
final class Instances {
  private static final String NOT_FOUND = "InvalidInstanceID.NotFound";
  private static final Duration CHECKED_AFTER = Duration.ofMinutes(2);

  private Instances() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("DescribeInstances", Instances::describe);
    actions.put("DescribeInstanceStatus", Instances::statuses);
    actions.put("DescribeInstanceAttribute", Instances::attribute);
    actions.put("GetConsoleOutput", Instances::console);
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    new Listing<Seen>(
            "reservationSet",
            Seen::id,
            seen -> seen.machine().labels(),
            (xml, seen) -> InstanceRows.write(xml, estate, seen))
        .byId("InstanceId", NOT_FOUND)
        .filter("instance-id", Seen::id)
        .filter("instance-state-name", Seen::stateName)
        .filter("instance-state-code", seen -> String.valueOf(seen.stateCode()))
        .filter("instance-type", seen -> seen.machine().pool().type())
        .filter("availability-zone", seen -> seen.machine().pool().zone())
        .filter("instance-lifecycle", seen -> seen.machine().pool().spot() ? "spot" : "")
        .filter("vpc-id", seen -> living(seen, "vpc"))
        .filter("subnet-id", seen -> living(seen, "subnet"))
        .filter("image-id", seen -> seen.property("image"))
        .filter("key-name", seen -> seen.property("key"))
        .filter("client-token", seen -> seen.property("token"))
        .filter("architecture", seen -> seen.property("architecture"))
        .filter("iam-instance-profile.arn", seen -> seen.property("profileArn"))
        .filter("placement-group-name", seen -> seen.property("placementGroup"))
        .filter("reservation-id", seen -> seen.property("reservation"))
        .filter("spot-instance-request-id", seen -> seen.property("spotRequest"))
        .filter("private-ip-address", it -> it.isEnded() ? "" : it.machine().address())
        .filter("ip-address", seen -> InstanceRows.publicAddress(estate, seen.machine()))
        .filter("owner-id", seen -> estate.account())
        .filter("root-device-type", seen -> "ebs")
        .filter("metadata-options.http-tokens", seen -> seen.property("httpTokens"))
        .filter("network-interface.network-interface-id", seen -> living(seen, "interface"))
        .filter("network-interface.vpc-id", seen -> living(seen, "vpc"))
        .filter("network-interface.subnet-id", seen -> living(seen, "subnet"))
        .filters("instance.group-id", seen -> list(living(seen, "groups")))
        .filters("network-interface.group-id", seen -> list(living(seen, "groups")))
        .filters(
            "instance.group-name",
            seen ->
                list(living(seen, "groups")).stream()
                    .map(id -> SecurityGroups.name(estate, id))
                    .toList())
        .answer(call, () -> InstanceRows.seen(estate), (xml, it) -> reservations(xml, estate, it));
  }

  private static String living(Seen seen, String property) {
    return seen.isEnded() ? "" : seen.property(property);
  }

  private static void reservations(XmlWriter xml, Estate estate, List<Seen> all) {
    Map<String, List<Seen>> together = new LinkedHashMap<>();
    for (Seen seen : all) {
      together.computeIfAbsent(seen.property("reservation"), any -> new ArrayList<>()).add(seen);
    }
    xml.open("reservationSet");
    together.forEach(
        (reservation, seen) -> {
          xml.open("item").add("reservationId", reservation).add("ownerId", estate.account());
          xml.open("groupSet").close().open("instancesSet");
          for (Seen each : seen) {
            xml.open("item");
            InstanceRows.write(xml, estate, each);
            xml.close();
          }
          xml.close().close();
        });
    xml.close();
  }

  // How they are.

  private static void statuses(Call call) {
    Estate estate = call.estate();
    boolean all = call.params().flag("IncludeAllInstances", false);
    new Listing<Seen>(
            "instanceStatusSet",
            Seen::id,
            seen -> seen.machine().labels(),
            (xml, seen) -> status(xml, estate, seen))
        .byId("InstanceId", NOT_FOUND)
        .filter("availability-zone", seen -> seen.machine().pool().zone())
        .filter("instance-state-name", Seen::stateName)
        .filter("instance-state-code", seen -> String.valueOf(seen.stateCode()))
        .filter("instance-status.status", seen -> check(estate, seen))
        .filter("system-status.status", seen -> system(estate, seen))
        .answer(
            call,
            () -> InstanceRows.seen(estate),
            (xml, found) -> {
              xml.open("instanceStatusSet");
              for (Seen seen : found) {
                if (all || seen.state() == Machine.State.RUNNING) {
                  xml.open("item");
                  status(xml, estate, seen);
                  xml.close();
                }
              }
              xml.close();
            });
  }

  private static boolean isNew(Estate estate, Seen seen) {
    Duration since = estate.cloud().time().elapsed().minus(seen.machine().changed());
    return since.compareTo(CHECKED_AFTER) < 0;
  }

  private static String system(Estate estate, Seen seen) {
    if (seen.state() != Machine.State.RUNNING) {
      return "not-applicable";
    }
    return isNew(estate, seen) ? "initializing" : "ok";
  }

  private static String check(Estate estate, Seen seen) {
    String system = system(estate, seen);
    return system.equals("ok") && !seen.machine().answers() ? "impaired" : system;
  }

  private static void status(XmlWriter xml, Estate estate, Seen seen) {
    xml.add("instanceId", seen.id()).add("availabilityZone", seen.machine().pool().zone());
    InstanceRows.state(xml, "instanceState", seen);
    xml.open("eventsSet").close();
    checks(xml, "systemStatus", system(estate, seen));
    checks(xml, "instanceStatus", check(estate, seen));
  }

  private static void checks(XmlWriter xml, String element, String status) {
    xml.open(element).add("status", status).open("details");
    if (!status.equals("not-applicable")) {
      String detail =
          switch (status) {
            case "ok" -> "passed";
            case "impaired" -> "failed";
            default -> status;
          };
      xml.open("item").add("name", "reachability").add("status", detail).close();
    }
    xml.close().close();
  }

  // One of them.

  private static void attribute(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("InstanceId");
    String name = call.params().required("Attribute");
    call.mayMachine(id);
    call.begin();
    Machine machine = estate.requireMachine(id);
    XmlWriter xml = call.xml().add("instanceId", id);
    switch (name) {
      case "userData" -> value(xml, name, machine.property("userData"));
      case "instanceType" -> value(xml, name, machine.pool().type());
      case "disableApiTermination" -> value(xml, name, machine.property("protected"));
      case "instanceInitiatedShutdownBehavior" -> value(xml, name, machine.property("shutdown"));
      case "rootDeviceName" -> value(xml, name, machine.property("rootDevice"));
      case "ebsOptimized" -> value(xml, name, machine.property("ebsOptimized"));
      case "sourceDestCheck", "enaSupport" -> value(xml, name, "true");
      case "groupSet" -> SecurityGroups.write(xml, estate, list(machine.property("groups")));
      case "blockDeviceMapping" -> {
        xml.open(name);
        InstanceRows.volumes(machine)
            .forEach((device, volume) -> InstanceRows.volume(xml, estate, device, volume));
        xml.close();
      }
      default -> throw Refusals.invalid("attribute", name);
    }
  }

  private static void value(XmlWriter xml, String element, String value) {
    xml.open(element);
    if (!value.isEmpty()) {
      xml.add("value", value);
    }
    xml.close();
  }

  private static void console(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("InstanceId");
    boolean unused = call.params().flag("Latest", false);
    call.mayMachine(id);
    call.begin();
    Machine machine = estate.requireMachine(id);
    String text = machine.property("console") + estate.machines().printed(machine);
    call.xml().add("instanceId", id).add("timestamp", estate.place().now());
    if (!text.isEmpty()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      call.xml().add("output", Base64.getEncoder().encodeToString(bytes));
    }
  }
}
