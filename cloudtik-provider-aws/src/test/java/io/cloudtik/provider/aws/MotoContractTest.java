/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.provider.aws.machine.ImageSystem;
import io.cloudtik.provider.aws.machine.MotoFront;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.testkit.CloudProviderContractTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole provider on moto, an emulator that others wrote, with client tokens added to it. */
class MotoContractTest extends CloudProviderContractTest {
  private static MotoFront moto;

  @BeforeAll
  static void startMoto() {
    moto = MotoFront.start();
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  @AfterAll
  static void stopMoto() {
    if (moto != null) {
      moto.close();
    }
  }

  MotoContractTest() throws Exception {
    moto.reset();
  }

  @Override
  protected ProviderFactory factory() {
    return new AwsFactory();
  }

  @Override
  protected ProviderConfig config() {
    return Aws.inRegion("us-west-2")
        .endpointOverride(moto.address())
        .zoneCount(2)
        .natGateways(NatGateways.NONE)
        .with(change -> change.system(ImageSystem.AMAZON_LINUX));
  }
}
