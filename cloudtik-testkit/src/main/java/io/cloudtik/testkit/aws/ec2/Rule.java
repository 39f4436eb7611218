/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.Map;
import java.util.Set;

/**
 * One rule of a security group.
 *
 * @param from the first port, or nothing for all
 * @param to the last port, or nothing for all
 * @param peerIs {@code cidr}, {@code cidr6}, {@code group} or {@code prefix}
 * @param peer whom it lets in or out
 */
record Rule(
    boolean egress,
    String protocol,
    String from,
    String to,
    String peerIs,
    String peer,
    String description) {
  static Rule of(Thing thing) {
    return new Rule(
        prop(thing, "egress").equals("true"),
        prop(thing, "protocol"),
        prop(thing, "from"),
        prop(thing, "to"),
        prop(thing, "peerIs"),
        prop(thing, "peer"),
        prop(thing, "description"));
  }

  Thing add(Estate estate, Thing group, Map<String, String> tags) {
    return estate.make(
        Kind.RULE,
        "",
        "",
        tags,
        Props.of(
            "group", group.id(),
            "vpc", prop(group, "vpc"),
            "egress", String.valueOf(egress),
            "protocol", protocol,
            "from", from,
            "to", to,
            "peerIs", peerIs,
            "peer", peer,
            "description", description),
        Set.of(group.id()));
  }

  /** Says whether it is the same rule, whatever it is described as. */
  boolean same(Rule other) {
    return egress == other.egress
        && protocol.equals(other.protocol)
        && from.equals(other.from)
        && to.equals(other.to)
        && peer.equals(other.peer);
  }

  void ports(XmlWriter xml) {
    xml.add("ipProtocol", protocol);
    if (!from.isEmpty()) {
      xml.add("fromPort", from).add("toPort", to);
    }
  }

  @Override
  public String toString() {
    return "peer: %s, %s, from port: %s, to port: %s, ALLOW"
        .formatted(peer, protocol.toUpperCase(java.util.Locale.ROOT), from, to);
  }
}
