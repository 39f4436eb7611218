/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/**
 * One rule of a security group.
 *
 * @param protocol -1 for all
 * @param source a block of addresses, or the id of a group
 */
record Rule(String protocol, int from, int to, String source) implements Comparable<Rule> {
  private static final String ALL = "-1";
  private static final int SSH = 22;

  static Rule everythingFrom(String group) {
    return new Rule(ALL, 0, 0, group);
  }

  static Rule ssh(String block) {
    return new Rule("tcp", SSH, SSH, block);
  }

  static Set<Rule> of(Collection<IpPermission> permissions) {
    Set<Rule> rules = new TreeSet<>();
    for (IpPermission each : permissions) {
      boolean all = ALL.equals(each.ipProtocol());
      int from = all || each.fromPort() == null ? 0 : each.fromPort();
      int to = all || each.toPort() == null ? 0 : each.toPort();
      each.ipRanges().forEach(it -> rules.add(new Rule(each.ipProtocol(), from, to, it.cidrIp())));
      each.ipv6Ranges()
          .forEach(it -> rules.add(new Rule(each.ipProtocol(), from, to, it.cidrIpv6())));
      each.userIdGroupPairs()
          .forEach(it -> rules.add(new Rule(each.ipProtocol(), from, to, it.groupId())));
      each.prefixListIds()
          .forEach(it -> rules.add(new Rule(each.ipProtocol(), from, to, it.prefixListId())));
    }
    return rules;
  }

  IpPermission permission() {
    IpPermission.Builder permission = IpPermission.builder().ipProtocol(protocol);
    if (!protocol.equals(ALL)) {
      permission.fromPort(from).toPort(to);
    }
    if (source.startsWith("sg-")) {
      permission.userIdGroupPairs(b -> b.groupId(source));
    } else if (source.startsWith("pl-")) {
      permission.prefixListIds(b -> b.prefixListId(source));
    } else if (source.contains(":")) {
      permission.ipv6Ranges(b -> b.cidrIpv6(source));
    } else {
      permission.ipRanges(b -> b.cidrIp(source));
    }
    return permission.build();
  }

  @Override
  public int compareTo(Rule other) {
    return Comparator.comparing(Rule::protocol)
        .thenComparing(Rule::from)
        .thenComparing(Rule::to)
        .thenComparing(Rule::source)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return protocol.equals(ALL)
        ? "everything from " + source
        : "%s %d-%d from %s".formatted(protocol, from, to, source);
  }
}
