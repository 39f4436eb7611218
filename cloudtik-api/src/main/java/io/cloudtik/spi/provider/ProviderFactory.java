/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.spec.ProviderConfig;
import java.util.List;
import java.util.Map;

/**
 * Opens one kind of provider. Found by {@link java.util.ServiceLoader}; needs a public no-arg
 * constructor.
 */
public interface ProviderFactory {
  /** The version of this SPI that the library was built with. */
  int SPI_VERSION = 1;

  /** Returns the name, unique on the class path, for example {@code local}. */
  String name();

  /** Returns the {@link #SPI_VERSION} that the provider was built against. */
  int spiVersion();

  /** Returns the config as a plain map without secrets, which {@link #decode} reads again. */
  Map<String, String> encode(ProviderConfig config);

  /** Returns the config of a map that {@link #encode} made. */
  ProviderConfig decode(Map<String, String> options);

  /**
   * Returns the names of the bundles that a head needs to open a provider of this config; default
   * {@code provider-<name>} alone. What only some configs need is a bundle of its own, so that
   * heads of others do not carry it.
   */
  default List<String> bundles(ProviderConfig config) {
    return List.of("provider-" + name());
  }

  /**
   * Opens the provider for one workspace, on a client or on a head. Touches nothing yet.
   *
   * @throws io.cloudtik.error.InvalidSpecException if the config is not of this provider
   */
  CloudProvider open(ProviderConfig config, ProviderContext context);
}
