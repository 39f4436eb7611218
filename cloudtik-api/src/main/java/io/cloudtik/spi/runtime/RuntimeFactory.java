/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.spec.RuntimeConfig;
import java.util.Map;

/**
 * Makes one kind of runtime. Found by {@link java.util.ServiceLoader}; needs a public no-arg
 * constructor.
 */
public interface RuntimeFactory {
  /** The version of this SPI that the library was built with. */
  int SPI_VERSION = 1;

  /** Returns the name, unique on the class path, for example {@code spark}. */
  String name();

  /** Returns the {@link #SPI_VERSION} that the runtime was built against. */
  int spiVersion();

  /** Returns the config as a plain map without secrets, which {@link #decode} reads again. */
  Map<String, String> encode(RuntimeConfig config);

  /** Returns the config of a map that {@link #encode} made. */
  RuntimeConfig decode(Map<String, String> options);

  /** Returns the runtime for a config of its own type. Touches nothing. */
  ClusterRuntime create(RuntimeConfig config);
}
