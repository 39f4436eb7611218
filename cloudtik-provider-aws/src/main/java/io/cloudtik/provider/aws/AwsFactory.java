/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Opens {@link Aws}. Thread-safe. */
public final class AwsFactory implements ProviderFactory {
  /** Makes a factory; {@link java.util.ServiceLoader} calls this. */
  public AwsFactory() {}

  @Override
  public String name() {
    return Aws.NAME;
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
    return Aws.decode(options);
  }

  @Override
  public CloudProvider open(ProviderConfig config, ProviderContext context) {
    Aws aws = required(config);
    return new AwsProvider(
        aws, new AwsClients(aws, DefaultCredentialsProvider.builder().build()), context);
  }

  private static Aws required(ProviderConfig config) {
    if (config instanceof Aws aws) {
      return aws;
    }
    throw InvalidSpecException.of(
        "provider: expected a %s, got a %s"
            .formatted(Aws.class.getName(), config.getClass().getName()));
  }
}
