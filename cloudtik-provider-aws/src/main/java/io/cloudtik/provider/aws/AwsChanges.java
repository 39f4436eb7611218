/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.provider.aws.machine.Architecture;
import io.cloudtik.provider.aws.machine.ImageSystem;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Changes several options of {@link Aws} at once. Not thread-safe. */
public final class AwsChanges {
  private final Map<String, String> options;

  AwsChanges(Map<String, String> options) {
    this.options = new TreeMap<>(options);
  }

  Map<String, String> options() {
    return options;
  }

  AwsChanges put(String key, String value) {
    options.put(key, Objects.requireNonNull(value, key));
    return this;
  }

  private AwsChanges put(String key, String... values) {
    return put(key, String.join(",", values));
  }

  /** Sets the zones, in this order. */
  public AwsChanges zones(String... zones) {
    return put(AwsOptions.ZONES, zones);
  }

  /** Sets how many zones of the region are used, 1 to 6; default 2. */
  public AwsChanges zoneCount(int count) {
    return put(AwsOptions.ZONE_COUNT, Integer.toString(count));
  }

  /** Sets the block of the network, or a free one of the user's network; default 10.0.0.0/16. */
  public AwsChanges cidr(String block) {
    return put(AwsOptions.CIDR, block);
  }

  /** Sets the choice of NAT gateways; default one. */
  public AwsChanges natGateways(NatGateways choice) {
    return put(AwsOptions.NAT, choice.name());
  }

  /** Leaves heads without a public address. */
  public AwsChanges privateOnly() {
    return put(AwsOptions.PRIVATE, "true");
  }

  /** Sets the blocks that reach heads by SSH; default none. */
  public AwsChanges sshFrom(String... blocks) {
    return put(AwsOptions.SSH_FROM, blocks);
  }

  /** Peers with a network of the user's, of the same account and region. */
  public AwsChanges peeredWith(String network) {
    return put(AwsOptions.PEER, network);
  }

  /** Brings the network, such as {@code vpc-0a1b}. */
  public AwsChanges inNetwork(String network) {
    return put(AwsOptions.NETWORK, network);
  }

  /** Brings the private subnets, in as many zones; their routes are the user's, too. */
  public AwsChanges privateSubnets(String... subnets) {
    return put(AwsOptions.PRIVATE_SUBNETS, subnets);
  }

  /** Brings the public subnets; without them and inside a network of the user's there are none. */
  public AwsChanges publicSubnets(String... subnets) {
    return put(AwsOptions.PUBLIC_SUBNETS, subnets);
  }

  /** Brings the NAT gateways: one, or one for each zone in the order of the zones. */
  public AwsChanges bringNatGateways(String... gateways) {
    return put(AwsOptions.BROUGHT_NAT, gateways);
  }

  /** Brings the gateway endpoint of S3, such as {@code vpce-0a1b}. */
  public AwsChanges storageEndpoint(String endpoint) {
    return put(AwsOptions.STORAGE_ENDPOINT, endpoint);
  }

  /** Brings the security group of all nodes; what it lets in is the user's to say. */
  public AwsChanges securityGroup(String group) {
    return put(AwsOptions.SECURITY_GROUP, group);
  }

  /** Brings the instance profiles of heads and of workers, by name. */
  public AwsChanges profiles(String head, String worker) {
    return put(AwsOptions.HEAD_PROFILE, head).put(AwsOptions.WORKER_PROFILE, worker);
  }

  /** Sets the boundary that roles are made with, by its ARN; default none. */
  public AwsChanges permissionsBoundary(String policy) {
    return put(AwsOptions.BOUNDARY, policy);
  }

  /** Brings the bucket. */
  public AwsChanges bucket(String name) {
    return put(AwsOptions.BUCKET, name);
  }

  /**
   * Lets machines read the two files that they boot with by addresses that the user's credentials
   * sign, where the bucket cannot let them in by their endpoint. Whoever may see the user data of a
   * machine then sees the id of the access key and the session token, and could read these two
   * files for as long as the address lives; the secret key is not in it. Default is to refuse.
   */
  public AwsChanges signedBootAddresses() {
    return put(AwsOptions.SIGNED_BOOT, "true");
  }

  /**
   * Leaves workers alone of which EC2 says that it may take them back before long; default is to
   * replace such a worker, as far as its group may grow, and to drain it then.
   */
  public AwsChanges ignoreRebalanceAdvice() {
    return put(AwsOptions.IGNORE_REBALANCE, "true");
  }

  /** Puts a tag on everything that is made. */
  public AwsChanges tag(String key, String value) {
    return put(AwsOptions.TAG + key, value);
  }

  /** Sets the image of machines, such as {@code ami-0a1b}; default the newest Ubuntu. */
  public AwsChanges image(String image) {
    return put(AwsOptions.IMAGE, image);
  }

  /** Sets the key pair of EC2 that machines get besides the library's own; default none. */
  public AwsChanges keyPair(String name) {
    return put(AwsOptions.KEY_PAIR, name);
  }

  /** Sets the size of root disks, in GiB, 8 to 16,384. */
  public AwsChanges rootDiskGib(int size) {
    return put(AwsOptions.ROOT_DISK, Integer.toString(size));
  }

  /**
   * Gives each worker so many volumes for data besides the root disk, 1 to 11 of so many GiB each,
   * 1 to 16,384; default none. They are encrypted, of type gp3, go with the machine, and cost as
   * long as it is there. Clusters use them as data disks where they name their devices: {@code
   * /dev/nvme*n1} on types of the Nitro system, {@code /dev/xvd[f-p]} on older ones.
   */
  public AwsChanges dataVolumes(int count, int gib) {
    return put(AwsOptions.DATA_VOLUMES, Integer.toString(count))
        .put(AwsOptions.DATA_VOLUME, Integer.toString(gib));
  }

  /** Sets the system of the newest image; default Ubuntu. */
  public AwsChanges system(ImageSystem system) {
    return put(AwsOptions.SYSTEM, system.code());
  }

  /** Sets the user that the image lets in; default that of the system. */
  public AwsChanges user(String name) {
    return put(AwsOptions.USER, name);
  }

  /** Sets the processors that machines without a named type have; default x86. */
  public AwsChanges architecture(Architecture architecture) {
    return put(AwsOptions.ARCHITECTURE, architecture.code());
  }

  /** Sets the placement group of workers, which exists already; default none. */
  public AwsChanges placementGroup(String name) {
    return put(AwsOptions.PLACEMENT_GROUP, name);
  }
}
