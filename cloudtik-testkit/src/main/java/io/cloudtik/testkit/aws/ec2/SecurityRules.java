/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules of security groups. See <i>Security group rules</i> of the user guide of Amazon VPC. */
final class SecurityRules {
  private SecurityRules() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("AuthorizeSecurityGroupIngress", call -> authorize(call, false));
    actions.put("AuthorizeSecurityGroupEgress", call -> authorize(call, true));
    actions.put("RevokeSecurityGroupIngress", call -> revoke(call, false));
    actions.put("RevokeSecurityGroupEgress", call -> revoke(call, true));
    actions.put("DescribeSecurityGroupRules", SecurityRules::describe);
  }

  static List<Thing> of(Estate estate, String group) {
    return estate.all(Kind.RULE).stream().filter(it -> prop(it, "group").equals(group)).toList();
  }

  /** Writes rules as permissions: those of the same ports together. */
  static void permissions(
      XmlWriter xml, String element, Estate estate, String group, boolean egress) {
    Map<String, List<Rule>> together = new LinkedHashMap<>();
    for (Thing thing : of(estate, group)) {
      Rule rule = Rule.of(thing);
      if (rule.egress() == egress) {
        together
            .computeIfAbsent(
                rule.protocol() + " " + rule.from() + " " + rule.to(), any -> new ArrayList<>())
            .add(rule);
      }
    }
    xml.open(element);
    together.values().forEach(rules -> permission(xml, estate, rules));
    xml.close();
  }

  private static void permission(XmlWriter xml, Estate estate, List<Rule> rules) {
    xml.open("item");
    rules.get(0).ports(xml);
    peers(xml, estate, rules, "groups", "group", "groupId");
    peers(xml, estate, rules, "ipRanges", "cidr", "cidrIp");
    peers(xml, estate, rules, "ipv6Ranges", "cidr6", "cidrIpv6");
    peers(xml, estate, rules, "prefixListIds", "prefix", "prefixListId");
    xml.close();
  }

  private static void peers(
      XmlWriter xml, Estate estate, List<Rule> rules, String element, String is, String name) {
    xml.open(element);
    for (Rule rule : rules) {
      if (rule.peerIs().equals(is)) {
        xml.open("item").add(name, rule.peer());
        if (is.equals("group")) {
          xml.add("userId", estate.account());
        }
        if (!rule.description().isEmpty()) {
          xml.add("description", rule.description());
        }
        xml.close();
      }
    }
    xml.close();
  }

  private static void row(XmlWriter xml, Thing thing, Estate estate) {
    Rule rule = Rule.of(thing);
    xml.add("securityGroupRuleId", thing.id()).add("groupId", prop(thing, "group"));
    xml.add("groupOwnerId", estate.account()).add("isEgress", rule.egress());
    xml.add("securityGroupRuleArn", estate.arn(Kind.RULE, thing.id()));
    xml.add("ipProtocol", rule.protocol());
    xml.add("fromPort", rule.from().isEmpty() ? "-1" : rule.from());
    xml.add("toPort", rule.to().isEmpty() ? "-1" : rule.to());
    switch (rule.peerIs()) {
      case "cidr" -> xml.add("cidrIpv4", rule.peer());
      case "cidr6" -> xml.add("cidrIpv6", rule.peer());
      case "prefix" -> xml.add("prefixListId", rule.peer());
      default -> {
        xml.open("referencedGroupInfo").add("groupId", rule.peer());
        xml.add("userId", estate.account()).close();
      }
    }
    if (!rule.description().isEmpty()) {
      xml.add("description", rule.description());
    }
    Tags.write(xml, thing.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("securityGroupRuleSet", (xml, rule) -> row(xml, rule, estate))
        .byId("SecurityGroupRuleId", Kind.RULE.notFound())
        .filter("security-group-rule-id", Thing::id)
        .filter("group-id", rule -> prop(rule, "group"))
        .answer(call, () -> estate.seen(Kind.RULE));
  }

  private static void authorize(Call call, boolean egress) {
    Estate estate = call.estate();
    String id = call.params().required("GroupId");
    List<Rule> rules = read(call.params(), egress);
    Map<String, String> tags = call.tags(Kind.RULE.type());
    call.may(Kind.GROUP, id);
    if (!tags.isEmpty()) {
      call.mayMake(Kind.RULE.type(), tags, Map.of());
    }
    call.begin();
    Thing group = estate.require(Kind.GROUP, id);
    for (Rule rule : rules) {
      check(estate, rule);
      if (find(estate, id, rule).isPresent()) {
        throw Refusals.of(
            "InvalidPermission.Duplicate", "the specified rule \"%s\" already exists", rule);
      }
    }
    int most = estate.things().most(Kind.RULE.thing());
    if (of(estate, id).size() + rules.size() > most) {
      throw Refusals.of(
          "RulesPerSecurityGroupLimitExceeded",
          "The maximum number of rules per security group has been reached.");
    }
    call.done();
    call.xml().open("securityGroupRuleSet");
    for (Rule rule : rules) {
      Thing made = rule.add(estate, group, tags);
      call.xml().open("item");
      row(call.xml(), made, estate);
      call.xml().close();
    }
    call.xml().close();
  }

  private static Optional<Thing> find(Estate estate, String group, Rule rule) {
    return of(estate, group).stream().filter(it -> Rule.of(it).same(rule)).findFirst();
  }

  private static void check(Estate estate, Rule rule) {
    switch (rule.peerIs()) {
      case "group" -> estate.require(Kind.GROUP, rule.peer());
      case "prefix" -> {
        if (!rule.peer().equals(Endpoints.prefixListId(estate))) {
          throw Refusals.of(
              "InvalidPrefixListId.NotFound", "The prefix list '%s' does not exist", rule.peer());
        }
      }
      default -> {}
    }
  }

  private static void revoke(Call call, boolean egress) {
    Estate estate = call.estate();
    String id = call.params().required("GroupId");
    List<String> ids = call.params().list("SecurityGroupRuleId");
    List<Rule> rules = ids.isEmpty() ? read(call.params(), egress) : List.of();
    call.may(Kind.GROUP, id);
    call.begin();
    estate.require(Kind.GROUP, id);
    List<Thing> gone = new ArrayList<>();
    for (String each : ids) {
      gone.add(
          Optional.of(estate.require(Kind.RULE, each))
              .filter(it -> prop(it, "group").equals(id) && Rule.of(it).egress() == egress)
              .orElseThrow(() -> Refusals.notFound(Kind.RULE, each)));
    }
    for (Rule rule : rules) {
      gone.add(
          find(estate, id, rule)
              .orElseThrow(
                  () ->
                      Refusals.of(
                          "InvalidPermission.NotFound",
                          "The specified rule does not exist in this security group: %s",
                          rule)));
    }
    gone.forEach(each -> estate.things().end(each.id()));
    call.done();
  }

  // What calls say of rules.

  private static List<Rule> read(Params params, boolean egress) {
    List<Rule> rules = new ArrayList<>();
    for (Params each : params.groups("IpPermissions")) {
      rules.addAll(permission(each, egress));
    }
    if (params.has("IpProtocol") || params.has("CidrIp")) {
      rules.add(rule(params, egress, "cidr", Cidr.of(params.required("CidrIp")).toString(), ""));
    }
    if (rules.isEmpty()) {
      throw Refusals.missing("IpPermissions");
    }
    return rules;
  }

  private static List<Rule> permission(Params each, boolean egress) {
    List<Rule> rules = new ArrayList<>();
    for (Params range : each.groups("IpRanges")) {
      String cidr = Cidr.of(range.required("CidrIp")).toString();
      rules.add(rule(each, egress, "cidr", cidr, range.text("Description")));
    }
    for (Params range : each.groups("Ipv6Ranges")) {
      String cidr = range.required("CidrIpv6");
      rules.add(rule(each, egress, "cidr6", cidr, range.text("Description")));
    }
    for (Params group : each.groups("Groups")) {
      String unused = group.text("UserId") + group.text("VpcId");
      String id = group.required("GroupId");
      rules.add(rule(each, egress, "group", id, group.text("Description")));
    }
    for (Params list : each.groups("PrefixListIds")) {
      String id = list.required("PrefixListId");
      rules.add(rule(each, egress, "prefix", id, list.text("Description")));
    }
    return rules;
  }

  private static Rule rule(
      Params ports, boolean egress, String peerIs, String peer, String description) {
    String protocol =
        switch (ports.required("IpProtocol")) {
          case "6", "tcp" -> "tcp";
          case "17", "udp" -> "udp";
          case "1", "icmp" -> "icmp";
          case "-1", "all" -> "-1";
          default -> throw Refusals.invalid("IpProtocol", ports.text("IpProtocol"));
        };
    int from = ports.number("FromPort", -1);
    int to = ports.number("ToPort", -1);
    if (protocol.equals("-1")) {
      return new Rule(egress, protocol, "", "", peerIs, peer, description);
    }
    boolean isIcmp = protocol.equals("icmp");
    if (!isIcmp && (from < 0 || to < from || to > 65_535)) {
      throw Refusals.of("InvalidParameterValue", "Invalid TCP/UDP port range (%d:%d)", from, to);
    }
    return new Rule(
        egress, protocol, String.valueOf(from), String.valueOf(to), peerIs, peer, description);
  }
}
