/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.RuntimeFactory;
import java.util.Map;

/** Lets the engine find Spark on the class path. Thread-safe. */
public final class SparkRuntimeFactory implements RuntimeFactory {
  /** Makes the factory; used by {@link java.util.ServiceLoader}. */
  public SparkRuntimeFactory() {}

  @Override
  public String name() {
    return Spark.NAME;
  }

  @Override
  public int spiVersion() {
    return SPI_VERSION;
  }

  @Override
  public Map<String, String> encode(RuntimeConfig config) {
    return SparkOptions.encode(spark(config));
  }

  @Override
  public Spark decode(Map<String, String> options) {
    return SparkOptions.decode(options);
  }

  @Override
  public ClusterRuntime create(RuntimeConfig config) {
    return new SparkRuntime(spark(config));
  }

  private static Spark spark(RuntimeConfig config) {
    if (config instanceof Spark spark) {
      return spark;
    }
    throw InvalidSpecException.of(
        "runtimes.spark: expected a config of %s, got one of %s"
            .formatted(Spark.class.getName(), config.getClass().getName()));
  }
}
