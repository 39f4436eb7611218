/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import java.nio.file.Path;
import java.util.Map;

/** Opens {@link Local} and {@link LocalContainers}. Thread-safe. */
public final class LocalProviderFactory implements ProviderFactory {
  static final String HOME = "home";
  private static final String CLOUD_LIKE = "cloudLike";

  /** Makes a factory; {@link java.util.ServiceLoader} calls this. */
  public LocalProviderFactory() {}

  @Override
  public String name() {
    return Local.NAME;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public Map<String, String> encode(ProviderConfig config) {
    if (config instanceof LocalContainers containers) {
      return ContainerOptions.encode(containers);
    }
    Local local = required(config);
    return Map.of(HOME, local.home().toString(), CLOUD_LIKE, Boolean.toString(local.isCloudLike()));
  }

  @Override
  public ProviderConfig decode(Map<String, String> options) {
    String home = options.get(HOME);
    if (home == null || home.isBlank()) {
      throw InvalidSpecException.of("provider.home: expected an absolute path, got nothing");
    }
    if (ContainerOptions.areThose(options)) {
      return ContainerOptions.decode(Path.of(home), options);
    }
    Local local = Local.here().at(Path.of(home));
    return Boolean.parseBoolean(options.get(CLOUD_LIKE)) ? local.cloudLike() : local;
  }

  @Override
  public CloudProvider open(ProviderConfig config, ProviderContext context) {
    if (config instanceof LocalContainers containers) {
      Path socket = DockerEngine.socket(() -> System.getenv("DOCKER_HOST"));
      return new ContainerProvider(containers, context, new DockerEngine(socket));
    }
    return new LocalProvider(required(config), context);
  }

  private static Local required(ProviderConfig config) {
    if (config instanceof Local local) {
      return local;
    }
    throw InvalidSpecException.of(
        "provider: expected a %s or %s, got a %s"
            .formatted(
                Local.class.getName(),
                LocalContainers.class.getName(),
                config.getClass().getName()));
  }
}
