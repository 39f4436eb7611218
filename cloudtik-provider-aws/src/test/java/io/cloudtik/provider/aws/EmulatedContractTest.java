/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.testkit.CloudProviderContractTest;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole provider on the emulated AWS. */
class EmulatedContractTest extends CloudProviderContractTest {
  private final SimulatedCloud cloud = SimulatedCloud.of(11);
  private final EmulatedAws aws = EmulatedAws.on(cloud).start();
  private final Aws config;

  EmulatedContractTest() {
    System.setProperty("aws.accessKeyId", aws.accessKeyId());
    System.setProperty("aws.secretAccessKey", aws.secretAccessKey());
    config =
        Aws.inRegion(aws.region())
            .endpointOverride(aws.endpoint())
            .zoneCount(2)
            .natGateways(NatGateways.NONE);
  }

  /** After the suite has deleted what it made. */
  @RegisterExtension
  final AfterEachCallback stop =
      context -> {
        aws.close();
        cloud.close();
      };

  /** EC2 hears of an instance profile some seconds after it was made; the engine asks again. */
  @BeforeEach
  void letEc2HearOfTheProfiles() {
    cloud.time().pause(Duration.ofSeconds(10));
  }

  @Override
  protected ProviderFactory factory() {
    return new AwsFactory();
  }

  @Override
  protected ProviderConfig config() {
    return config;
  }
}
