/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.aws.Caller;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Thing;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One call: what it says, who says it, and what it may do. */
final class Call {
  private static final int MOST_TAGS = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private final AwsRequest request;
  private final Caller caller;
  private final String action;
  private final Params params;
  private final Estate estate;
  private final XmlWriter xml;

  Call(
      AwsRequest request,
      Caller caller,
      String action,
      Params params,
      Estate estate,
      XmlWriter xml) {
    this.request = request;
    this.caller = caller;
    this.action = action;
    this.params = params;
    this.estate = estate;
    this.xml = xml;
  }

  String action() {
    return action;
  }

  Params params() {
    return params;
  }

  Estate estate() {
    return estate;
  }

  /** Returns where its answer is written. */
  XmlWriter xml() {
    return xml;
  }

  /** Answers that it was done. */
  void done() {
    xml.add("return", "true");
  }

  // Whether it may.

  /** Requires that the caller may do this, to whatever. */
  void may() {
    require("ec2:" + action, "*", Map.of());
  }

  /** Requires that the caller may do this to a thing that exists; of others it is nothing known. */
  void may(Kind kind, String id) {
    Map<String, String> context =
        estate.find(kind, id).map(this::context).orElseGet(() -> new TreeMap<>());
    require("ec2:" + action, estate.arn(kind, id), context);
  }

  /** Requires that the caller may do this to what is known by its name. */
  void mayNamed(Kind kind, String name, @Nullable Thing thing) {
    require("ec2:" + action, estate.arn(kind, name), thing == null ? Map.of() : context(thing));
  }

  void mayMachine(String id) {
    require("ec2:" + action, estate.arn("instance", id), machineContext(id));
  }

  private Map<String, String> machineContext(String id) {
    Map<String, String> context = new TreeMap<>();
    estate.machines().find(id).ifPresent(machine -> context.putAll(context(machine)));
    return context;
  }

  private Map<String, String> context(Machine machine) {
    Map<String, String> context = new TreeMap<>();
    machine.labels().forEach((key, value) -> tag(context, key, value));
    // Service authorization reference, condition keys of instances.
    context.put("ec2:InstanceID", machine.id());
    context.put("ec2:InstanceType", machine.pool().type());
    context.put("ec2:AvailabilityZone", machine.pool().zone());
    String profile = machine.property("profileArn");
    if (!profile.isEmpty()) {
      context.put("ec2:InstanceProfile", profile);
    }
    return context;
  }

  private static void tag(Map<String, String> context, String key, String value) {
    context.put("aws:ResourceTag/" + key, value);
    context.put("ec2:ResourceTag/" + key, value);
  }

  /** Returns what policies may ask about a thing. */
  Map<String, String> context(Thing thing) {
    Map<String, String> context = new TreeMap<>();
    thing.labels().forEach((key, value) -> tag(context, key, value));
    String vpc =
        thing.id().startsWith(Kind.VPC.prefix())
            ? thing.id()
            : thing.properties().getOrDefault("vpc", "");
    if (!vpc.isEmpty()) {
      context.put("ec2:Vpc", estate.arn(Kind.VPC, vpc));
    }
    String zone = thing.properties().getOrDefault("zone", "");
    if (!zone.isEmpty()) {
      context.put("ec2:AvailabilityZone", zone);
    }
    return context;
  }

  /** Requires that the caller may make a thing, and tag it so while doing this. */
  void mayMake(String type, Map<String, String> tags, Map<String, String> about) {
    mayMake(type, "*", tags, about);
  }

  /** Requires that the caller may make a thing of that name. */
  void mayMake(String type, String name, Map<String, String> tags, Map<String, String> about) {
    String arn = estate.arn(type, name);
    Map<String, String> context = new TreeMap<>(about);
    context.putAll(requested(tags));
    require("ec2:" + action, arn, context);
    if (!tags.isEmpty()) {
      context.put("ec2:CreateAction", action);
      require("ec2:CreateTags", arn, context);
    }
  }

  /** Requires that the caller may change the tags of what exists. */
  void mayTag(String id, Map<String, String> tags) {
    Map<String, String> context =
        estate.things().find(id).map(this::context).orElseGet(() -> machineContext(id));
    context.putAll(requested(tags));
    require("ec2:" + action, estate.arn(Tags.type(estate, id), id), context);
  }

  private static Map<String, String> requested(Map<String, String> tags) {
    Map<String, String> context = new TreeMap<>();
    tags.forEach((key, value) -> context.put("aws:RequestTag/" + key, value));
    if (!tags.isEmpty()) {
      // A key with several values has a line for each.
      context.put("aws:TagKeys", String.join("\n", tags.keySet()));
    }
    return context;
  }

  void require(String what, String arn, Map<String, String> context) {
    Map<String, String> all = new TreeMap<>(context);
    all.put("ec2:Region", estate.region());
    try {
      estate.place().require(request, caller, what, arn, all);
    } catch (AwsRefusal e) {
      throw new AwsRefusal(
          403,
          "UnauthorizedOperation",
          "You are not authorized to perform this operation. " + e.text());
    }
  }

  /** Goes on to do it, if all that it says is known, and it is not only asked whether it may. */
  void begin() {
    params.requireAllAsked();
    if (params.flag("DryRun", false)) {
      throw new AwsRefusal(
          412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
    }
  }

  // What it is to be tagged with.

  /** Returns the tags for what it makes; it can make things of that type only. */
  Map<String, String> tags(String type) {
    Map<String, Map<String, String>> all = tags(Set.of(type));
    return all.getOrDefault(type, Map.of());
  }

  /** Returns the tags for what it makes, by type. */
  Map<String, Map<String, String>> tags(Set<String> types) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (Params each : params.groups("TagSpecification")) {
      String type = each.required("ResourceType");
      if (!types.contains(type)) {
        throw Refusals.of(
            "InvalidParameterValue", "'%s' is not a valid taggable resource type here.", type);
      }
      all.computeIfAbsent(type, any -> new TreeMap<>()).putAll(tags(each));
    }
    return all;
  }

  /** Reads tags, as they are allowed to be. */
  static Map<String, String> tags(Params from) {
    Map<String, String> tags = new TreeMap<>();
    Set<String> keys = new HashSet<>();
    for (Params tag : from.groups("Tag")) {
      String key = tag.required("Key");
      String value = tag.text("Value");
      if (!keys.add(key)) {
        throw Refusals.of("InvalidParameterValue", "Duplicate tag key '%s' specified.", key);
      }
      if (key.startsWith("aws:")) {
        throw Refusals.of(
            "InvalidParameterValue",
            "Tag keys starting with 'aws:' are reserved for internal use: %s",
            key);
      }
      if (key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
        throw Refusals.of("InvalidParameterValue", "Tag '%s' is too long.", key);
      }
      tags.put(key, value);
    }
    if (tags.size() > MOST_TAGS) {
      throw Refusals.of("TagLimitExceeded", "A resource may have %d tags.", MOST_TAGS);
    }
    return tags;
  }
}
