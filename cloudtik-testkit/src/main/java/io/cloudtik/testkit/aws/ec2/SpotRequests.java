/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The requests that stand behind spot instances, as far as they can be read. One whose instance was
 * given notice has the status {@code marked-for-termination} until it is gone; see <i>Get the status
 * of a Spot Instance request</i> of the user guide of EC2.
 */
final class SpotRequests {
  private static final String TAGS = "spotTags";
  private static final Duration NOTICE = Duration.ofMinutes(2);

  private SpotRequests() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("DescribeSpotInstanceRequests", SpotRequests::describe);
  }

  /** Takes down that a request stands behind a machine. */
  static void make(Machine machine, String id, Map<String, String> tags) {
    machine.property("spotRequest", id);
    machine.property(
        TAGS,
        tags.entrySet().stream()
            .map(tag -> tag.getKey() + "\t" + tag.getValue())
            .collect(Collectors.joining("\n")));
  }

  private static Map<String, String> tags(Seen seen) {
    Map<String, String> tags = new TreeMap<>();
    seen.property(TAGS)
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(tag -> tags.put(tag[0], tag[1]));
    return tags;
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    new Listing<Seen>(
            "spotInstanceRequestSet",
            seen -> seen.property("spotRequest"),
            SpotRequests::tags,
            (xml, seen) -> row(xml, estate, seen))
        .byId("SpotInstanceRequestId", "InvalidSpotInstanceRequestID.NotFound")
        .filter("spot-instance-request-id", seen -> seen.property("spotRequest"))
        .filter("instance-id", Seen::id)
        .filter("state", SpotRequests::state)
        .filter("status-code", SpotRequests::status)
        .answer(
            call,
            () ->
                InstanceRows.seen(estate).stream()
                    .filter(seen -> !seen.property("spotRequest").isEmpty())
                    .toList());
  }

  private static String state(Seen seen) {
    return seen.isEnded() ? "closed" : "active";
  }

  private static String status(Seen seen) {
    if (seen.isEnded()) {
      return seen.machine().failure().isPresent()
          ? "instance-terminated-no-capacity"
          : "instance-terminated-by-user";
    }
    return seen.machine().leaves().isPresent() ? "marked-for-termination" : "fulfilled";
  }

  private static void row(XmlWriter xml, Estate estate, Seen seen) {
    Machine machine = seen.machine();
    Instant launched = estate.at(machine.launched());
    Instant since = machine.leaves().map(at -> at.minus(NOTICE)).orElse(launched);
    xml.add("spotInstanceRequestId", seen.property("spotRequest")).add("type", "one-time");
    xml.add("state", state(seen)).open("status").add("code", status(seen));
    xml.add("updateTime", since).add("message", "").close();
    xml.add("instanceId", seen.id()).add("createTime", launched);
    xml.add("productDescription", "Linux/UNIX");
    xml.add("launchedAvailabilityZone", machine.pool().zone());
    xml.add("instanceInterruptionBehavior", "terminate");
    Tags.write(xml, tags(seen));
  }
}
