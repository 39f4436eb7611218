/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import java.util.Map;

/** Opens {@link Simulated}. Thread-safe. */
public final class SimulatedFactory implements ProviderFactory {
  /** Makes a factory; {@link java.util.ServiceLoader} calls this. */
  public SimulatedFactory() {}

  @Override
  public String name() {
    return Simulated.NAME;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public Map<String, String> encode(ProviderConfig config) {
    return required(config).options();
  }

  @Override
  public ProviderConfig decode(Map<String, String> options) {
    return Simulated.decode(options);
  }

  @Override
  public CloudProvider open(ProviderConfig config, ProviderContext context) {
    Simulated simulated = required(config);
    SimulatedCloud cloud = simulated.cloud();
    CloudClient client = cloud.client(simulated.client()).recordedIn(context.calls());
    return new SimulatedProvider(simulated, cloud, client, context);
  }

  /** Opens a workspace for a process that a test stops. */
  public static CloudProvider open(Simulated config, CloudClient client, ProviderContext context) {
    return new SimulatedProvider(config, config.cloud(), client, context);
  }

  private static Simulated required(ProviderConfig config) {
    if (config instanceof Simulated simulated) {
      return simulated;
    }
    throw InvalidSpecException.of(
        "provider: expected a %s, got a %s"
            .formatted(Simulated.class.getName(), config.getClass().getName()));
  }
}
