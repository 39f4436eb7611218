/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;
import static io.cloudtik.testkit.aws.ec2.Props.props;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may talk to machines. See <i>Security groups for your VPC</i> of its user guide. */
final class SecurityGroups {
  private static final String DEFAULT = "default";

  private SecurityGroups() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateSecurityGroup", SecurityGroups::create);
    actions.put("DescribeSecurityGroups", SecurityGroups::describe);
    actions.put("DeleteSecurityGroup", SecurityGroups::delete);
  }

  /** Makes the group that every network has. */
  static void makeDefault(Estate estate, String vpc) {
    Thing group = make(estate, vpc, DEFAULT, "default VPC security group", Map.of(), true);
    new Rule(false, "-1", "", "", "group", group.id(), "").add(estate, group, Map.of());
  }

  private static Thing make(
      Estate estate,
      String vpc,
      String name,
      String description,
      Map<String, String> tags,
      boolean isDefault) {
    Map<String, String> properties =
        Props.of("vpc", vpc, "description", description, DEFAULT, String.valueOf(isDefault));
    Thing group = estate.make(Kind.GROUP, name, "", tags, properties, Set.of(vpc));
    new Rule(true, "-1", "", "", "cidr", "0.0.0.0/0", "").add(estate, group, Map.of());
    return group;
  }

  /** Deletes a group with its rules. */
  static void drop(Estate estate, String id) {
    SecurityRules.of(estate, id).forEach(rule -> estate.things().end(rule.id()));
    estate.things().end(id);
  }

  static String name(Estate estate, String id) {
    return estate.find(Kind.GROUP, id).map(Thing::name).orElse("");
  }

  /** Writes the groups that something is in. */
  static void write(XmlWriter xml, Estate estate, Collection<String> groups) {
    xml.open("groupSet");
    for (String id : groups) {
      xml.open("item").add("groupId", id).add("groupName", name(estate, id)).close();
    }
    xml.close();
  }

  /** Returns the groups that were named, all of the network, or else its default. */
  static List<String> require(Estate estate, String vpc, List<String> ids, List<String> names) {
    List<String> found = new ArrayList<>();
    for (String id : ids) {
      Thing group = estate.require(Kind.GROUP, id);
      if (!prop(group, "vpc").equals(vpc)) {
        throw Refusals.of(
            "InvalidParameter",
            "Security group %s and the subnet belong to different networks.",
            id);
      }
      found.add(id);
    }
    for (String name : names) {
      found.add(named(estate, vpc, name));
    }
    return found.isEmpty() ? List.of(named(estate, vpc, DEFAULT)) : found;
  }

  private static String named(Estate estate, String vpc, String name) {
    return estate.all(Kind.GROUP).stream()
        .filter(it -> it.name().equals(name) && prop(it, "vpc").equals(vpc))
        .map(Thing::id)
        .findFirst()
        .orElseThrow(
            () ->
                Refusals.of(
                    "InvalidGroup.NotFound",
                    "The security group '%s' does not exist in VPC '%s'",
                    name,
                    vpc));
  }

  private static void row(XmlWriter xml, Thing group, Estate estate) {
    xml.add("groupId", group.id()).add("groupName", group.name());
    xml.add("groupDescription", prop(group, "description")).add("vpcId", prop(group, "vpc"));
    xml.add("ownerId", estate.account());
    xml.add("securityGroupArn", estate.arn(Kind.GROUP, group.id()));
    SecurityRules.permissions(xml, "ipPermissions", estate, group.id(), false);
    SecurityRules.permissions(xml, "ipPermissionsEgress", estate, group.id(), true);
    Tags.write(xml, group.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("securityGroupInfo", (xml, group) -> row(xml, group, estate))
        .byId("GroupId", Kind.GROUP.notFound())
        .byName("GroupName", Thing::name, Kind.GROUP.notFound())
        .filter("group-id", Thing::id)
        .filter("group-name", Thing::name)
        .filter("vpc-id", group -> prop(group, "vpc"))
        .filter("description", group -> prop(group, "description"))
        .filter("owner-id", group -> estate.account())
        .filters("ip-permission.cidr", it -> peers(estate, it, "cidr", false))
        .filters("ip-permission.group-id", it -> peers(estate, it, "group", false))
        .filters("egress.ip-permission.cidr", it -> peers(estate, it, "cidr", true))
        .filters("egress.ip-permission.group-id", it -> peers(estate, it, "group", true))
        .answer(call, () -> estate.seen(Kind.GROUP));
  }

  private static List<String> peers(Estate estate, Thing group, String of, boolean egress) {
    return SecurityRules.of(estate, group.id()).stream()
        .map(Rule::of)
        .filter(rule -> rule.egress() == egress && rule.peerIs().equals(of))
        .map(Rule::peer)
        .toList();
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String name = params.required("GroupName");
    String description = params.required("GroupDescription");
    String vpc = params.text("VpcId");
    Map<String, String> tags = call.tags(Kind.GROUP.type());
    if (!vpc.isEmpty()) {
      call.may(Kind.VPC, vpc);
    }
    call.mayMake(Kind.GROUP.type(), tags, Props.of("ec2:Vpc", estate.arn(Kind.VPC, vpc)));
    call.begin();
    if (vpc.isEmpty()) {
      throw Refusals.of("VPCIdNotSpecified", "No default VPC for this user");
    }
    estate.require(Kind.VPC, vpc);
    if (name.equals(DEFAULT) || name.startsWith("sg-")) {
      throw Refusals.of(
          "InvalidParameterValue", "Cannot use reserved security group name: %s", name);
    }
    for (Thing other : estate.all(Kind.GROUP)) {
      if (other.name().equals(name) && prop(other, "vpc").equals(vpc)) {
        throw Refusals.of(
            "InvalidGroup.Duplicate",
            "The security group '%s' already exists for VPC '%s'",
            name,
            vpc);
      }
    }
    Quotas.require(
        estate, Kind.GROUP, "SecurityGroupLimitExceeded", "The maximum number of security groups");
    Thing group = make(estate, vpc, name, description, tags, false);
    call.done();
    call.xml().add("groupId", group.id());
    call.xml().add("securityGroupArn", estate.arn(Kind.GROUP, group.id()));
    Tags.write(call.xml(), tags);
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("GroupId");
    call.may(Kind.GROUP, id);
    call.begin();
    Thing group = estate.require(Kind.GROUP, id);
    if (Props.isDefault(group)) {
      throw Refusals.of(
          "CannotDelete", "the specified group: %s name: default cannot be deleted", id);
    }
    List<String> users = new ArrayList<>();
    for (Thing each : estate.all(Kind.INTERFACE)) {
      if (props(each, "groups").contains(id)) {
        users.add(each.id());
      }
    }
    for (Thing each : estate.all(Kind.RULE)) {
      Rule rule = Rule.of(each);
      if (rule.peer().equals(id) && !prop(each, "group").equals(id)) {
        users.add(prop(each, "group"));
      }
    }
    if (!users.isEmpty()) {
      throw Refusals.of("DependencyViolation", "resource %s has a dependent object: %s", id, users);
    }
    drop(estate, id);
    call.done();
    call.xml().add("groupId", id);
  }
}
