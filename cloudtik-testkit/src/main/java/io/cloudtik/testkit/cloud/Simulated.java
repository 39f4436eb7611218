/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ProviderConfig;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A {@link SimulatedCloud} of this JVM as a place for workspaces. Immutable.
 *
 * <p>A workspace has a network with a public subnet and a private one in each zone, a gateway each
 * to the internet and for machines without a public address, routes, an endpoint of storage, a
 * firewall, a role each for heads and workers, and a bucket that stays when the workspace is
 * deleted, unless the user says otherwise.
 */
public final class Simulated implements ProviderConfig {
  static final String NAME = "simulated";
  private static final String CLOUD = "cloud";
  private static final String CLIENT = "client";
  private static final String NETWORK = "network";
  private static final String BUCKET = "bucket";
  private static final String PEER = "peer";
  private static final String PULLS = "pulls";

  private final Map<String, String> options;

  private Simulated(Map<String, String> options) {
    this.options = options;
  }

  /** Returns that cloud, for workspaces of a test or of the program that is tested. */
  public static Simulated of(SimulatedCloud cloud) {
    return new Simulated(Map.of(CLOUD, cloud.name()));
  }

  static Simulated decode(Map<String, String> options) {
    if (options.getOrDefault(CLOUD, "").isBlank()) {
      throw InvalidSpecException.of("provider.cloud: expected the name of a cloud, got nothing");
    }
    return new Simulated(Map.copyOf(options));
  }

  private Simulated with(String key, String value) {
    Map<String, String> changed = new TreeMap<>(options);
    changed.put(key, Objects.requireNonNull(value, key));
    return new Simulated(Map.copyOf(changed));
  }

  /** Returns a copy for another process, whose calls faults can tell from others. */
  public Simulated as(String process) {
    return with(CLIENT, process);
  }

  /** Returns a copy with a network that the user brings, by its name. */
  public Simulated inNetwork(String name) {
    return with(NETWORK, name);
  }

  /** Returns a copy with a bucket that the user brings, by its name. */
  public Simulated withBucket(String name) {
    return with(BUCKET, name);
  }

  /** Returns a copy whose network is connected with one of the user's, by its name. */
  public Simulated peeredWith(String network) {
    return with(PEER, network);
  }

  /** Returns a copy whose machines are logged in to, instead of running a script at their boot. */
  public Simulated withoutBootScripts() {
    return with(PULLS, "false");
  }

  @Override
  public String provider() {
    return NAME;
  }

  Map<String, String> options() {
    return options;
  }

  /**
   * Returns the cloud.
   *
   * @throws IllegalArgumentException if it was closed
   */
  public SimulatedCloud cloud() {
    return SimulatedCloud.open(options.getOrDefault(CLOUD, ""));
  }

  String client() {
    return options.getOrDefault(CLIENT, CLIENT);
  }

  /** Returns the name of the user's own, or nothing. */
  String brought(String resource) {
    return options.getOrDefault(resource, "");
  }

  String peer() {
    return options.getOrDefault(PEER, "");
  }

  boolean runsBootScripts() {
    return !options.getOrDefault(PULLS, "").equals("false");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Simulated that && that.options.equals(options);
  }

  @Override
  public int hashCode() {
    return options.hashCode();
  }

  @Override
  public String toString() {
    return "Simulated" + new TreeMap<>(options);
  }
}
