/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import java.nio.file.Path;
import java.util.Map;

/** Opens {@link OnPremise}. Thread-safe. */
public final class OnPremiseFactory implements ProviderFactory {
  private static final String STORE = "store";
  private static final String HOSTS = "hosts";

  /** Makes a factory; {@link java.util.ServiceLoader} calls this. */
  public OnPremiseFactory() {}

  @Override
  public String name() {
    return OnPremise.NAME;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public Map<String, String> encode(ProviderConfig config) {
    OnPremise onPremise = required(config);
    return Map.of(
        STORE,
        onPremise.store().toString(),
        HOSTS,
        String.join("\n", HostLines.write(onPremise.hosts())));
  }

  @Override
  public ProviderConfig decode(Map<String, String> options) {
    String store = options.getOrDefault(STORE, "");
    if (store.isBlank()) {
      throw InvalidSpecException.of("provider.store: expected an absolute path, got nothing");
    }
    return OnPremise.hosts(
        Path.of(store),
        HostLines.parse("provider.hosts", null, options.getOrDefault(HOSTS, "").lines().toList()));
  }

  @Override
  public CloudProvider open(ProviderConfig config, ProviderContext context) {
    return new OnPremiseProvider(required(config), context);
  }

  private static OnPremise required(ProviderConfig config) {
    if (config instanceof OnPremise onPremise) {
      return onPremise;
    }
    throw InvalidSpecException.of(
        "provider: expected a %s, got a %s"
            .formatted(OnPremise.class.getName(), config.getClass().getName()));
  }
}
