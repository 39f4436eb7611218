/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spec.SpecRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A region of AWS as a place for workspaces. Credentials are none of it: they come from where the
 * SDK looks for them (environment, profile, SSO, role of the machine). Immutable.
 */
public final class Aws implements ProviderConfig {
  static final String NAME = "aws";
  private static final String REGION = "region";
  private static final String ENDPOINT = "endpoint";

  private final Map<String, String> options;

  private Aws(Map<String, String> options) {
    this.options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
    List<String> problems = new ArrayList<>(SpecRules.line("provider.region", region(), 64));
    if (!region().matches("[a-z]{2}(-[a-z]+)+-[0-9]+")) {
      problems.add(
          "provider.region: expected a region such as us-west-2, got '%s'".formatted(region()));
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Returns that region, such as {@code us-west-2}. */
  public static Aws inRegion(String region) {
    return new Aws(Map.of(REGION, Objects.requireNonNull(region, "region")));
  }

  static Aws decode(Map<String, String> options) {
    return new Aws(options);
  }

  private Aws with(String key, String value) {
    Map<String, String> changed = new TreeMap<>(options);
    changed.put(key, Objects.requireNonNull(value, key));
    return new Aws(changed);
  }

  /**
   * Returns a copy whose calls, those of every service, go to that address, for private clouds and
   * for tests. Machines must reach it, too.
   */
  public Aws endpointOverride(URI endpoint) {
    return with(ENDPOINT, endpoint.toString());
  }

  /** Returns the region. */
  public String region() {
    return options.getOrDefault(REGION, "");
  }

  /** Returns the address that all calls go to; empty for those of AWS. */
  public Optional<URI> endpoint() {
    return Optional.ofNullable(options.get(ENDPOINT)).map(URI::create);
  }

  Map<String, String> options() {
    return options;
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
