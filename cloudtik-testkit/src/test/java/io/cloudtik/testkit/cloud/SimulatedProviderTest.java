/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.testkit.CloudProviderContractTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class SimulatedProviderTest extends CloudProviderContractTest {
  private final SimulatedCloud cloud = SimulatedCloud.of(1, CloudLimits.ec2());

  @AfterEach
  void forgetCloud() {
    cloud.close();
  }

  @Override
  protected ProviderFactory factory() {
    return new SimulatedFactory();
  }

  @Override
  protected ProviderConfig config() {
    return Simulated.of(cloud);
  }

  @Override
  protected int machines() {
    return 20;
  }

  @Override
  protected void passTime() {
    cloud.time().pause(Duration.ofSeconds(10));
  }
}
