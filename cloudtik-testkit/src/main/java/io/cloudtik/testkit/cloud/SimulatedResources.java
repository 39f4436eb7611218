/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The things of a workspace, each after what it uses. */
final class SimulatedResources {
  private final Simulated config;
  private final SimulatedCloud cloud;
  private final CloudClient client;
  private final String workspace;
  private final List<WorkspaceResource> all = new ArrayList<>();
  private final List<SimulatedResource> privateSubnets = new ArrayList<>();
  private final SimulatedResource firewall;
  private final SimulatedResource headRole;
  private final SimulatedResource workerRole;
  private final String bucketName;

  SimulatedResources(Simulated config, SimulatedCloud cloud, CloudClient client, String workspace) {
    this.config = config;
    this.cloud = cloud;
    this.client = client;
    this.workspace = workspace;
    SimulatedResource bucket = ours("bucket", ThingKind.BUCKET, Map.of("access", "private"));
    this.bucketName = nameOf("bucket");
    SimulatedResource network = ours("network", ThingKind.NETWORK, Map.of("cidr", "10.0.0.0/16"));
    String first = SimulatedCloud.ZONES.get(0);
    SimulatedResource subnet =
        ours(
            "public-subnet",
            ThingKind.SUBNET,
            Map.of("cidr", "10.0.0.0/24", "zone", first),
            network);
    SimulatedResource gateway =
        ours("internet-gateway", ThingKind.INTERNET_GATEWAY, Map.of(), network);
    SimulatedResource table =
        ours("public-routes", ThingKind.ROUTE_TABLE, Map.of(), network, subnet);
    ours("public-route", ThingKind.ROUTE, Map.of("to", "0.0.0.0/0"), table, gateway);
    SimulatedResource address = ours("nat-address", ThingKind.ADDRESS, Map.of());
    SimulatedResource nat =
        ours("nat-gateway", ThingKind.NAT_GATEWAY, Map.of(), subnet, address, gateway);
    for (int i = 0; i < SimulatedCloud.ZONES.size(); i++) {
      String zone = SimulatedCloud.ZONES.get(i);
      privateSubnets.add(
          ours(
              "private-subnet-" + (i + 1),
              ThingKind.SUBNET,
              Map.of("cidr", "10.0.%d.0/24".formatted(i + 1), "zone", zone),
              network));
    }
    List<SimulatedResource> inTable = new ArrayList<>(privateSubnets);
    inTable.add(0, network);
    SimulatedResource privateTable =
        ours(
            "private-routes",
            ThingKind.ROUTE_TABLE,
            Map.of(),
            inTable.toArray(SimulatedResource[]::new));
    ours("private-route", ThingKind.ROUTE, Map.of("to", "0.0.0.0/0"), privateTable, nat);
    ours("storage-endpoint", ThingKind.STORAGE_ENDPOINT, Map.of(), network, privateTable);
    firewall =
        ours(
            "firewall",
            ThingKind.FIREWALL,
            Map.of("inside", "all", "outside", "22 from 10.0.0.0/16"),
            network);
    headRole = ours("head-role", ThingKind.ROLE, Map.of());
    ours("head-policy", ThingKind.POLICY, Map.of("may", "machines,bucket"), headRole, bucket);
    workerRole = ours("worker-role", ThingKind.ROLE, Map.of());
    ours("worker-policy", ThingKind.POLICY, Map.of("may", "data of bucket"), workerRole, bucket);
    if (!config.peer().isEmpty()) {
      SimulatedResource peer = brought("peer", ThingKind.NETWORK, config.peer());
      ours("peering", ThingKind.PEERING, Map.of(), network, peer);
    }
  }

  private String nameOf(String id) {
    String own = config.brought(id);
    return own.isEmpty() ? "cloudtik-" + workspace + "-" + id : own;
  }

  private SimulatedResource ours(
      String id, ThingKind kind, Map<String, String> properties, SimulatedResource... uses) {
    String own = config.brought(id);
    Ownership ownership =
        !own.isEmpty()
            ? Ownership.BROUGHT
            : kind == ThingKind.BUCKET ? Ownership.RETAINED : Ownership.MADE;
    return add(id, kind, nameOf(id), ownership, properties, List.of(uses));
  }

  private SimulatedResource brought(String id, ThingKind kind, String name) {
    return add(id, kind, name, Ownership.BROUGHT, Map.of(), List.of());
  }

  private SimulatedResource add(
      String id,
      ThingKind kind,
      String name,
      Ownership ownership,
      Map<String, String> properties,
      List<SimulatedResource> uses) {
    SimulatedResource resource =
        new SimulatedResource(
            cloud, client, workspace, id, kind, name, ownership, properties, uses);
    all.add(resource);
    return resource;
  }

  List<WorkspaceResource> all() {
    return List.copyOf(all);
  }

  String bucket() {
    return bucketName;
  }

  SimulatedResource subnet(String zone) {
    return privateSubnets.get(SimulatedCloud.ZONES.indexOf(zone));
  }

  SimulatedResource firewall() {
    return firewall;
  }

  SimulatedResource role(boolean head) {
    return head ? headRole : workerRole;
  }
}
