/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.provider.aws.machine.Architecture;
import io.cloudtik.provider.aws.machine.ImageSystem;
import io.cloudtik.provider.aws.machine.MachineOptions;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

/** The options of {@link Aws}, read. Immutable. */
public final class AwsOptions {
  static final String REGION = "region";
  static final String ENDPOINT = "endpoint";
  static final String ZONES = "zones";
  static final String ZONE_COUNT = "zoneCount";
  static final String CIDR = "cidr";
  static final String NAT = "nat";
  static final String PRIVATE = "private";
  static final String SSH_FROM = "sshFrom";
  static final String PEER = "peer";
  static final String NETWORK = "network";
  static final String PRIVATE_SUBNETS = "privateSubnets";
  static final String PUBLIC_SUBNETS = "publicSubnets";
  static final String BROUGHT_NAT = "natGateways";
  static final String STORAGE_ENDPOINT = "storageEndpoint";
  static final String SECURITY_GROUP = "securityGroup";
  static final String HEAD_PROFILE = "headProfile";
  static final String WORKER_PROFILE = "workerProfile";
  static final String BOUNDARY = "permissionsBoundary";
  static final String BUCKET = "bucket";
  static final String SIGNED_BOOT = "signedBoot";
  static final String IGNORE_REBALANCE = "ignoreRebalanceAdvice";
  static final String TAG = "tag.";
  static final String IMAGE = "image";
  static final String KEY_PAIR = "keyPair";
  static final String ROOT_DISK = "rootDiskGib";
  static final String DATA_VOLUMES = "dataVolumes";
  static final String DATA_VOLUME = "dataVolumeGib";
  static final String SYSTEM = "system";
  static final String USER = "user";
  static final String ARCHITECTURE = "architecture";
  static final String PLACEMENT_GROUP = "placementGroup";

  static final String DEFAULT_CIDR = "10.0.0.0/16";
  static final int DEFAULT_ZONES = 2;

  private final Map<String, String> options;

  AwsOptions(Map<String, String> options) {
    this.options = options;
  }

  Map<String, String> all() {
    return options;
  }

  String text(String key) {
    return options.getOrDefault(key, "");
  }

  private Optional<String> optional(String key) {
    return Optional.of(text(key)).filter(it -> !it.isEmpty());
  }

  List<String> list(String key) {
    String text = text(key);
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
  }

  private boolean isSet(String key) {
    return text(key).equals("true");
  }

  /** Returns the region. */
  public String region() {
    return text(REGION);
  }

  Optional<URI> endpoint() {
    return optional(ENDPOINT).map(URI::create);
  }

  /** Returns the part of AWS that a region is in, as ARNs have it. */
  public static String partition(String region) {
    RegionMetadata metadata = Region.of(region).metadata();
    if (metadata != null) {
      return metadata.partition().id();
    }
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** Returns the zones that the user named; empty if the first of the region are meant. */
  public List<String> zones() {
    return list(ZONES);
  }

  /** Returns in how many zones the workspace is. */
  public int zoneCount() {
    if (!zones().isEmpty()) {
      return zones().size();
    }
    return privateSubnets().isEmpty()
        ? Integer.parseInt(options.getOrDefault(ZONE_COUNT, Integer.toString(DEFAULT_ZONES)))
        : privateSubnets().size();
  }

  /** Returns the block that subnets are made in. */
  public Cidr cidr() {
    return Cidr.parse(options.getOrDefault(CIDR, DEFAULT_CIDR)).orElseThrow();
  }

  /** Returns the choice of NAT gateways. */
  public NatGateways nat() {
    if (network().isPresent()) {
      return NatGateways.NONE;
    }
    return NatGateways.valueOf(
        options.getOrDefault(NAT, NatGateways.ONE.name()).toUpperCase(Locale.ROOT));
  }

  /** Says whether heads have a public address. */
  public boolean publicHead() {
    boolean inside = network().isPresent() && publicSubnets().isEmpty();
    return !isSet(PRIVATE) && peer().isEmpty() && !inside;
  }

  /** Returns the blocks that reach heads by SSH. */
  public List<String> sshFrom() {
    return list(SSH_FROM);
  }

  /** Returns the network of the user's that is peered with. */
  public Optional<String> peer() {
    return optional(PEER);
  }

  /** Returns the network that the user brought. */
  public Optional<String> network() {
    return optional(NETWORK);
  }

  /** Returns the private subnets that the user brought; else they are made. */
  public List<String> privateSubnets() {
    return list(PRIVATE_SUBNETS);
  }

  /** Returns the public subnets that the user brought. */
  public List<String> publicSubnets() {
    return list(PUBLIC_SUBNETS);
  }

  /** Returns the NAT gateways that the user brought. */
  public List<String> natGateways() {
    return list(BROUGHT_NAT);
  }

  /** Returns the endpoint of S3 that the user brought. */
  public Optional<String> storageEndpoint() {
    return optional(STORAGE_ENDPOINT);
  }

  /** Returns the security group that the user brought. */
  public Optional<String> securityGroup() {
    return optional(SECURITY_GROUP);
  }

  /** Returns the instance profile that the user brought. */
  public Optional<String> profile(boolean head) {
    return optional(head ? HEAD_PROFILE : WORKER_PROFILE);
  }

  /** Returns the boundary that roles are made with. */
  public Optional<String> permissionsBoundary() {
    return optional(BOUNDARY);
  }

  /** Returns the bucket that the user brought. */
  public Optional<String> bucket() {
    return optional(BUCKET);
  }

  /** Says whether machines may boot with addresses that the user's credentials sign. */
  public boolean signedBootAddresses() {
    return isSet(SIGNED_BOOT);
  }

  /** Says whether workers stay until EC2 takes them back. */
  public boolean ignoresRebalanceAdvice() {
    return isSet(IGNORE_REBALANCE);
  }

  /** Returns the user's tags. */
  public Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    options.forEach(
        (key, value) -> {
          if (key.startsWith(TAG)) {
            tags.put(key.substring(TAG.length()), value);
          }
        });
    return tags;
  }

  /** Returns what machines are launched with. */
  public MachineOptions machines() {
    MachineOptions defaults = MachineOptions.DEFAULTS;
    return new MachineOptions(
        named(SYSTEM, ImageSystem.values(), ImageSystem::code, defaults.system()),
        optional(IMAGE).orElse(null),
        optional(USER).orElse(null),
        named(ARCHITECTURE, Architecture.values(), Architecture::code, defaults.architecture()),
        optional(ROOT_DISK).map(Integer::parseInt).orElse(defaults.rootGibibytes()),
        optional(KEY_PAIR).orElse(null),
        defaults.hopLimit(),
        optional(PLACEMENT_GROUP).orElse(null),
        optional(DATA_VOLUMES).map(Integer::parseInt).orElse(defaults.dataVolumes()),
        optional(DATA_VOLUME).map(Integer::parseInt).orElse(defaults.dataGibibytes()));
  }

  private <E> E named(String key, E[] values, Function<E, String> code, E otherwise) {
    return Arrays.stream(values)
        .filter(each -> code.apply(each).equals(text(key)))
        .findFirst()
        .orElse(otherwise);
  }

  Optional<String> keyPair() {
    return optional(KEY_PAIR);
  }
}
