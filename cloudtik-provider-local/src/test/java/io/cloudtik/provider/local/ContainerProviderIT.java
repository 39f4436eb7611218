/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.testkit.CloudProviderContractTest;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Docker engine. */
class ContainerProviderIT extends CloudProviderContractTest {
  @TempDir private Path home;

  @Override
  protected ProviderFactory factory() {
    return new LocalProviderFactory();
  }

  @Override
  protected ProviderConfig config() {
    return Local.containers().at(home).image(TestImage.BARE.required()).internal();
  }
}
