/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.provider.aws.rights.Subject;
import io.cloudtik.provider.aws.rights.UserRights;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.ProviderConfig;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A region of AWS as a place for workspaces. Credentials are none of it: they come from where the
 * SDK looks for them (environment, profile, SSO, role of the machine). Immutable; each {@code
 * with...} and the like returns a copy.
 *
 * <p>A workspace has a network with a public and a private subnet in two zones, an internet
 * gateway, a NAT gateway, an endpoint of S3, security groups, roles for heads and workers, and a
 * bucket. Each of them can be the user's own instead: then it is checked, and never made, changed
 * or deleted. Heads are in a public subnet and have a public address, unless {@link #privateOnly},
 * {@link #peeredWith} or {@link #inNetwork} says otherwise; workers never are.
 */
public final class Aws implements ProviderConfig {
  static final String NAME = "aws";

  private final Map<String, String> options;
  private final AwsOptions read;

  private Aws(Map<String, String> options) {
    this.options = Collections.unmodifiableMap(new TreeMap<>(options));
    this.read = new AwsOptions(this.options);
    List<String> problems = AwsRules.problems(read);
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Returns that region, such as {@code us-west-2}. */
  public static Aws inRegion(String region) {
    return new Aws(Map.of(AwsOptions.REGION, Objects.requireNonNull(region, "region")));
  }

  static Aws decode(Map<String, String> options) {
    return new Aws(options);
  }

  /**
   * Returns a copy with several changes at once, for those that are right only together: all that
   * is wrong is told in one exception.
   */
  public Aws with(Consumer<AwsChanges> changes) {
    AwsChanges changed = new AwsChanges(options);
    changes.accept(changed);
    return new Aws(changed.options());
  }

  /** Returns a copy that uses these zones, such as {@code us-west-2a}, in this order. */
  public Aws zones(String... zones) {
    return with(it -> it.zones(zones));
  }

  /** Returns a copy that uses the first so many zones of the region, 1 to 6; default 2. */
  public Aws zoneCount(int count) {
    return with(it -> it.zoneCount(count));
  }

  /** Returns a copy whose network, or part of a network, is that block; default 10.0.0.0/16. */
  public Aws cidr(String block) {
    return with(it -> it.cidr(block));
  }

  /** Returns a copy with that choice of NAT gateways; default one, which costs by the hour. */
  public Aws natGateways(NatGateways choice) {
    return with(it -> it.natGateways(choice));
  }

  /** Returns a copy whose heads have no public address either. */
  public Aws privateOnly() {
    return with(AwsChanges::privateOnly);
  }

  /**
   * Returns a copy that lets these blocks in by SSH to heads; default nobody. Whoever writes {@code
   * 0.0.0.0/0} lets in everybody.
   */
  public Aws sshFrom(String... blocks) {
    return with(it -> it.sshFrom(blocks));
  }

  /**
   * Returns a copy whose network is peered with one of the user's, of the same account and region:
   * private only, and reached from there. Routes to the workspace are put into all route tables of
   * that network.
   */
  public Aws peeredWith(String network) {
    return with(it -> it.peeredWith(network));
  }

  /**
   * Returns a copy inside a network of the user's, such as {@code vpc-0a1b}: private only. It needs
   * {@link #cidr}, a free block of that network, or {@link AwsChanges#privateSubnets}.
   */
  public Aws inNetwork(String network, String freeBlock) {
    return with(it -> it.inNetwork(network).cidr(freeBlock));
  }

  /** Returns a copy that keeps its storage in a bucket of the user's. */
  public Aws withBucket(String name) {
    return with(it -> it.bucket(name));
  }

  /** Returns a copy with a tag on everything that is made. */
  public Aws tag(String key, String value) {
    return with(it -> it.tag(key, value));
  }

  /**
   * Returns a copy whose calls, those of every service, go to that address, for private clouds and
   * for tests. Machines must reach it, too.
   */
  public Aws endpointOverride(URI endpoint) {
    return with(it -> it.put(AwsOptions.ENDPOINT, endpoint.toString()));
  }

  /**
   * Returns the least policy that a user needs to make, use and delete a workspace of that name and
   * its clusters, as JSON, for any account; asks nobody.
   */
  public String userPolicy(String workspace) {
    Names.requireName("workspace", workspace);
    Subject subject =
        new Subject(
            AwsOptions.partition(region()),
            region(),
            "*",
            workspace,
            read.bucket().orElse("cloudtik-*"),
            read.bucket().map(it -> "cloudtik/" + workspace + "/").orElse(""),
            Stream.concat(read.privateSubnets().stream(), read.publicSubnets().stream()).toList(),
            read.securityGroup().map(List::of).orElse(List.of()));
    return UserRights.of(subject, read.peer().orElse("")).pretty();
  }

  /** Returns the region. */
  public String region() {
    return read.region();
  }

  /** Returns the address that all calls go to; empty for those of AWS. */
  public Optional<URI> endpoint() {
    return read.endpoint();
  }

  /** Returns what was asked for, read. */
  public AwsOptions read() {
    return read;
  }

  Map<String, String> options() {
    return new LinkedHashMap<>(options);
  }

  @Override
  public String provider() {
    return NAME;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Aws that && that.options.equals(options);
  }

  @Override
  public int hashCode() {
    return options.hashCode();
  }

  @Override
  public String toString() {
    return "Aws" + options;
  }
}
