/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

// region factory
/** Opens {@link Barn}. */
public final class BarnFactory implements ProviderFactory {
  private static final String ENDPOINT = "endpoint";
  private static final String STORAGE = "storage";

  @Override
  public String name() {
    return Barn.NAME;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public Map<String, String> encode(ProviderConfig config) {
    Barn barn = required(config);
    return Map.of(ENDPOINT, barn.endpoint().toString(), STORAGE, barn.storage().toString());
  }

  @Override
  public ProviderConfig decode(Map<String, String> options) {
    String endpoint = options.getOrDefault(ENDPOINT, "");
    String storage = options.getOrDefault(STORAGE, "");
    if (endpoint.isBlank() || storage.isBlank()) {
      throw InvalidSpecException.of(
          "provider: expected the endpoint of a Barn and a directory, got " + options);
    }
    return Barn.at(URI.create(endpoint), Path.of(storage));
  }

  @Override
  public CloudProvider open(ProviderConfig config, ProviderContext context) {
    return new BarnProvider(required(config), context);
  }

  private static Barn required(ProviderConfig config) {
    if (config instanceof Barn barn) {
      return barn;
    }
    throw InvalidSpecException.of(
        "provider: expected a %s, got a %s"
            .formatted(Barn.class.getName(), config.getClass().getName()));
  }
}
// endregion
