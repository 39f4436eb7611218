/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * What a cloud has besides machines. Times and prices are those of common clouds in 2026, where
 * they have such.
 */
public enum ThingKind {
  /** A virtual network. */
  NETWORK("Network", Identity.LABELS, 0, "0"),
  /** A part of a network in one zone. */
  SUBNET("Subnet", Identity.LABELS, 0, "0"),
  /** The way of a network to the internet. */
  INTERNET_GATEWAY("InternetGateway", Identity.LABELS, 0, "0"),
  /** A public address. */
  ADDRESS("Address", Identity.LABELS, 0, "0.005"),
  /** The way of machines without a public address to the internet. Takes a minute and a half. */
  NAT_GATEWAY("NatGateway", Identity.TOKEN, 90, "0.045"),
  /** Routes of some subnets. */
  ROUTE_TABLE("RouteTable", Identity.LABELS, 0, "0"),
  /** One route of a table; carries no labels. */
  ROUTE("Route", Identity.NAME, 0, "0"),
  /** The way of a network to buckets, past the internet. */
  STORAGE_ENDPOINT("StorageEndpoint", Identity.TOKEN, 2, "0"),
  /** Who may talk to machines. */
  FIREWALL("Firewall", Identity.NAME, 0, "0"),
  /** Who machines are. */
  ROLE("Role", Identity.NAME, 2, "0"),
  /** What a role may do; carries no labels. */
  POLICY("Policy", Identity.NAME, 0, "0"),
  /** Where objects lie; its name is the only one in the world. */
  BUCKET("Bucket", Identity.NAME, 0, "0"),
  /** A connection of two networks. */
  PEERING("Peering", Identity.TOKEN, 5, "0"),
  /** One rule of a firewall. */
  FIREWALL_RULE("FirewallRule", Identity.NAME, 0, "0"),
  /** That a subnet, or a network by default, has the routes of a table; carries no labels. */
  ROUTE_ASSOCIATION("RouteAssociation", Identity.NAME, 0, "0"),
  /** A disk. */
  VOLUME("Volume", Identity.TOKEN, 0, "0"),
  /** What a machine has its address on. */
  INTERFACE("Interface", Identity.TOKEN, 0, "0"),
  /** A public key that machines may be given. */
  KEY_PAIR("KeyPair", Identity.NAME, 0, "0"),
  /** That a machine is wanted as long as the cloud can spare it. */
  SPOT_REQUEST("SpotRequest", Identity.TOKEN, 0, "0"),
  /** Where machines are put near each other, or apart. */
  PLACEMENT_GROUP("PlacementGroup", Identity.NAME, 0, "0"),
  /** What lets machines be a role. */
  INSTANCE_PROFILE("InstanceProfile", Identity.NAME, 2, "0");

  private static final List<ThingKind> OF_WORKSPACES = List.copyOf(EnumSet.range(NETWORK, PEERING));

  /** What makes a repeated wish the same wish. */
  enum Identity {
    /** Nothing: a repeated call makes another thing; its maker finds it by labels. */
    LABELS,
    /** The name: a repeated call is a conflict. */
    NAME,
    /** A token: a repeated call returns the thing. */
    TOKEN
  }

  private final String noun;
  private final Identity identity;
  private final Duration ready;
  private final BigDecimal hourlyPrice;

  ThingKind(String noun, Identity identity, int readySeconds, String hourlyPrice) {
    this.noun = noun;
    this.identity = identity;
    this.ready = Duration.ofSeconds(readySeconds);
    this.hourlyPrice = new BigDecimal(hourlyPrice);
  }

  /** Returns the kinds that a workspace is made of. */
  public static List<ThingKind> ofWorkspaces() {
    return OF_WORKSPACES;
  }

  /** Returns the name of the call that makes one. */
  public String createCall() {
    return "Create" + noun;
  }

  /** Returns the name of the call that lists them. */
  public String listCall() {
    return "List" + noun + "s";
  }

  /** Returns the name of the call that changes one. */
  public String updateCall() {
    return "Update" + noun;
  }

  /** Returns the name of the call that deletes one. */
  public String deleteCall() {
    return "Delete" + noun;
  }

  Identity identity() {
    return identity;
  }

  /** Returns how long one takes until it can be used, and again until it is gone. */
  public Duration ready() {
    return ready;
  }

  /** Returns what one costs in an hour, in US dollars. */
  public BigDecimal hourlyPrice() {
    return hourlyPrice;
  }

  String prefix() {
    return noun.toLowerCase(java.util.Locale.ROOT) + "-";
  }
}
