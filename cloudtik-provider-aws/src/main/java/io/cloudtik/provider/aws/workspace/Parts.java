/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import io.cloudtik.provider.aws.AwsOptions;
import io.cloudtik.provider.aws.NatGateways;
import io.cloudtik.provider.aws.rights.Rights;
import io.cloudtik.provider.aws.workspace.WantedRoute.Way;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * The graph of a workspace in the three shapes: a public head with private workers, private and
 * peered with a network of the user's, and private inside one. Thread-safe.
 */
final class Parts {
  private final Scope scope;
  private final AwsOptions options;
  private final Listings listings;
  private final Account account;
  private final Place place;
  private final Zones zones;
  private final List<WorkspaceResource> all = new ArrayList<>();
  private final List<Ec2Thing<?>> things = new ArrayList<>();
  private final List<SubnetPart> publicSubnets = new ArrayList<>();
  private final List<SubnetPart> privateSubnets = new ArrayList<>();
  private final List<RouteTablePart> tables = new ArrayList<>();
  private final List<SecurityGroupPart> headGroups = new ArrayList<>();
  private final List<NatGatewayPart> gateways = new ArrayList<>();
  private @Nullable Peering peering;
  private @Nullable PeerNetwork peer;
  private @Nullable StorageEndpoint endpoint;

  Parts(Scope scope, Listings listings, Account account, Place place) {
    this.scope = scope;
    this.options = scope.options();
    this.listings = listings;
    this.account = account;
    this.place = place;
    this.zones = new Zones(scope);
    WorkspaceResource bucket = bucket();
    network();
    if (bucket instanceof BucketPart ours && bootsThroughEndpoint()) {
      bootAccess(ours);
    }
    // A head has no client of IAM on its class path, and nothing to do with identities.
    if (!scope.onHead()) {
      identities(bucket);
    }
  }

  List<WorkspaceResource> all() {
    return List.copyOf(all);
  }

  Set<String> ids() {
    return all.stream().map(WorkspaceResource::id).collect(Collectors.toCollection(TreeSet::new));
  }

  Zones zones() {
    return zones;
  }

  private <R extends WorkspaceResource> R add(R resource) {
    all.add(resource);
    if (resource instanceof Ec2Thing<?> thing) {
      things.add(thing);
    }
    return resource;
  }

  private WorkspaceResource bucket() {
    BroughtChecks checks = new BroughtChecks(scope);
    return options
        .bucket()
        .<WorkspaceResource>map(
            name -> add(new Brought("bucket", "bucket", name, true, () -> checks.bucket(name))))
        .orElseGet(() -> add(new BucketPart(scope, place, account)));
  }

  private void network() {
    if (options.network().isPresent()) {
      inside(options.network().get());
      return;
    }
    Network network = add(new Network(scope, listings));
    options.peer().ifPresent(id -> peer(network, id));
    InternetGatewayPart internet = publicSide(network);
    for (int i = 0; i < options.zoneCount(); i++) {
      privateSubnets.add(add(subnet(network, network::requireId, false, i)));
    }
    boolean perZone = options.nat() == NatGateways.PER_ZONE;
    if (internet != null && options.nat() != NatGateways.NONE) {
      for (int i = 0; i < (perZone ? options.zoneCount() : 1); i++) {
        nat(internet, perZone ? "-" + (i + 1) : "", publicSubnets.get(i));
      }
    }
    privateTables(network, network::requireId, perZone);
    StorageEndpoint made =
        add(new StorageEndpoint(scope, listings, network::requireId, List.copyOf(tables)));
    endpoint = made;
    groups(network, network::requireId);
  }

  private SubnetPart subnet(
      WorkspaceResource uses, Supplier<String> network, boolean isPublic, int index) {
    return new SubnetPart(scope, listings, zones, uses, network, isPublic, index);
  }

  /** Heads with public addresses, and NAT gateways, are in public subnets. */
  private @Nullable InternetGatewayPart publicSide(Network network) {
    int count =
        options.publicHead() || options.nat() == NatGateways.PER_ZONE
            ? options.zoneCount()
            : options.nat() == NatGateways.ONE ? 1 : 0;
    if (count == 0) {
      return null;
    }
    InternetGatewayPart internet = add(new InternetGatewayPart(scope, listings, network));
    for (int i = 0; i < count; i++) {
      publicSubnets.add(add(subnet(network, network::requireId, true, i)));
    }
    List<WorkspaceResource> uses = new ArrayList<>(publicSubnets);
    uses.add(network);
    uses.add(internet);
    table(
        "public-routes",
        network::requireId,
        publicSubnets,
        List.of(WantedRoute.everywhere(Way.INTERNET_GATEWAY, internet)),
        uses);
    return internet;
  }

  private void nat(InternetGatewayPart internet, String suffix, SubnetPart in) {
    NatAddress address = add(new NatAddress(scope, listings, "nat-address" + suffix));
    gateways.add(
        add(new NatGatewayPart(scope, listings, "nat-gateway" + suffix, in, address, internet)));
  }

  private void privateTables(
      WorkspaceResource network, Supplier<String> networkId, boolean perZone) {
    int count = perZone ? options.zoneCount() : 1;
    for (int i = 0; i < count; i++) {
      List<SubnetPart> members = perZone ? List.of(privateSubnets.get(i)) : privateSubnets;
      List<WorkspaceResource> uses = new ArrayList<>(members);
      uses.add(network);
      List<WantedRoute> routes = new ArrayList<>();
      if (!gateways.isEmpty()) {
        NatGatewayPart by = gateways.get(i);
        uses.add(by);
        routes.add(WantedRoute.everywhere(Way.NAT_GATEWAY, by));
      } else if (!options.natGateways().isEmpty()) {
        String by = options.natGateways().get(perZone ? i : 0);
        routes.add(
            new WantedRoute(() -> WantedRoute.EVERYWHERE, Way.NAT_GATEWAY, () -> by, () -> by));
      }
      table(
          perZone ? "private-routes-" + (i + 1) : "private-routes",
          networkId,
          members,
          routes,
          uses);
    }
  }

  private void table(
      String id,
      Supplier<String> network,
      List<SubnetPart> members,
      List<WantedRoute> own,
      List<WorkspaceResource> uses) {
    List<WantedRoute> routes = new ArrayList<>(own);
    List<WorkspaceResource> all = new ArrayList<>(uses);
    Peering connected = peering;
    PeerNetwork other = peer;
    if (connected != null && other != null) {
      routes.add(
          new WantedRoute(other::block, Way.PEERING, connected::shownId, connected::requireId));
      all.add(connected);
    }
    tables.add(
        add(
            new RouteTablePart(
                scope,
                listings,
                id,
                network,
                List.copyOf(members),
                routes,
                all.toArray(WorkspaceResource[]::new))));
  }

  private void peer(Network network, String id) {
    PeerNetwork other = new PeerNetwork(scope, id);
    Brought brought = add(new Brought("peer-network", "VPC", id, false, other::overlap));
    Peering made = add(new Peering(scope, listings, network, brought, id));
    add(new PeerRoutes(scope, id, made));
    peer = other;
    peering = made;
  }

  /** Inside a network of the user's only what is asked for is made, and nothing public. */
  private void inside(String id) {
    BroughtChecks checks = new BroughtChecks(scope);
    Brought network =
        add(new Brought("network", "VPC", id, false, new PeerNetwork(scope, id)::room));
    int number = 0;
    for (String subnet : options.publicSubnets()) {
      number++;
      add(
          new Brought(
              "public-subnet-" + number,
              "public subnet",
              subnet,
              false,
              () -> checks.subnet(subnet, id),
              network));
    }
    List<String> own = options.privateSubnets();
    for (int i = 0; i < options.zoneCount(); i++) {
      if (own.isEmpty()) {
        privateSubnets.add(add(subnet(network, () -> id, false, i)));
      } else {
        String subnet = own.get(i);
        add(
            new Brought(
                "private-subnet-" + (i + 1),
                "private subnet",
                subnet,
                false,
                () -> checks.subnet(subnet, id),
                network));
      }
    }
    if (own.isEmpty()) {
      privateTables(network, () -> id, options.natGateways().size() > 1);
    }
    if (options.storageEndpoint().isPresent()) {
      String given = options.storageEndpoint().get();
      add(
          new Brought(
              "storage-endpoint",
              "endpoint of S3",
              given,
              false,
              () -> checks.endpoint(given, id),
              network));
    } else if (own.isEmpty()) {
      StorageEndpoint made =
          add(new StorageEndpoint(scope, listings, () -> id, List.copyOf(tables)));
      endpoint = made;
    }
    groups(network, () -> id);
  }

  private void groups(WorkspaceResource network, Supplier<String> networkId) {
    if (options.securityGroup().isPresent()) {
      String given = options.securityGroup().get();
      BroughtChecks checks = new BroughtChecks(scope);
      add(
          new Brought(
              "nodes-group",
              "security group",
              given,
              false,
              () -> checks.group(given, options.network().orElse("")),
              network));
      return;
    }
    headGroups.add(
        add(
            new SecurityGroupPart(
                scope, listings, "nodes-group", networkId, true, Set::of, network)));
    headGroups.add(
        add(
            new SecurityGroupPart(
                scope, listings, "head-group", networkId, false, this::sshSources, network)));
  }

  /** Whoever is in the network that is peered with may log in to heads: that is what it is for. */
  private Set<String> sshSources() {
    Set<String> sources = new TreeSet<>(options.sshFrom());
    PeerNetwork other = peer;
    if (other != null) {
      sources.add(other.block());
    }
    return sources;
  }

  private void bootAccess(BucketPart bucket) {
    StorageEndpoint made = endpoint;
    Supplier<String> given = () -> options.storageEndpoint().orElse("");
    add(
        new BootAccess(
            scope,
            place,
            account,
            bucket,
            made == null ? given : made::requireId,
            made == null ? given : made::shownId,
            Set.of(bucket.id(), "storage-endpoint")));
  }

  private void identities(WorkspaceResource bucket) {
    BroughtChecks checks = new BroughtChecks(scope);
    for (boolean head : new boolean[] {true, false}) {
      String kind = head ? "head" : "worker";
      Optional<String> given = options.profile(head);
      if (given.isPresent()) {
        add(
            new Brought(
                kind + "-profile",
                "instance profile",
                given.get(),
                false,
                () -> checks.profile(given.get())));
        continue;
      }
      Identity identity = new Identity(scope, place, head);
      RolePart role =
          add(new RolePart(identity, () -> rights(head), () -> trust(head), Set.of(bucket.id())));
      add(new ProfilePart(identity, role));
    }
  }

  private String trust(boolean head) {
    return head ? Rights.trustOfHead() : Rights.trustOfWorker(place.subject(), place.role(true));
  }

  private String rights(boolean head) {
    return head
        ? Rights.ofHead(place.subject(), place.role(false))
        : Rights.ofWorker(place.subject());
  }

  /**
   * Says whether machines come to the bucket through an endpoint that its policy can name. The user
   * puts the policy on a bucket that the user brought.
   */
  boolean bootsThroughEndpoint() {
    return endpoint != null || options.storageEndpoint().isPresent();
  }

  Optional<String> subnet(String zone, boolean open) {
    String start = open ? "public-subnet-" : "private-subnet-";
    for (Subnet subnet : listings.subnets.recent()) {
      if (zone.equals(subnet.availabilityZone())
          && Scope.value(subnet.tags(), Scope.RESOURCE).startsWith(start)) {
        return Optional.of(subnet.subnetId());
      }
    }
    listings.subnets.forget();
    return Optional.empty();
  }

  List<String> groups(boolean head) {
    List<String> ids = new ArrayList<>();
    for (SecurityGroupPart group : head ? headGroups : headGroups.subList(0, 1)) {
      ids.add(group.requireId());
    }
    if (ids.isEmpty()) {
      throw scope.refusal(FailureKind.NOT_FOUND, "no security group is there", "");
    }
    return ids;
  }

  void forget() {
    things.forEach(Ec2Thing::forget);
  }
}
