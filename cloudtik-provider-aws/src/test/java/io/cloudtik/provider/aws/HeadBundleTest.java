/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.aws.iam.Credentials;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What goes to a head is all that it needs, and is small. */
class HeadBundleTest {
  private static final String BUNDLE = "/META-INF/cloudtik/bundles/provider-aws.jar";
  private static final long MOST_BYTES = 34_000_000;

  @Test
  void aHeadDoesAllThatItDoesWithItsBundleAndItsRoleAlone() throws Exception {
    Path bundle = Path.of(HeadBundleTest.class.getResource(BUNDLE).toURI());
    System.out.printf("the bundle of a head has %d bytes%n", Files.size(bundle));
    assertThat(Files.size(bundle)).isLessThanOrEqualTo(MOST_BYTES);
    try (SimulatedCloud cloud = SimulatedCloud.of(5);
        EmulatedAws aws = EmulatedAws.on(cloud).start()) {
      Aws place =
          Aws.inRegion(aws.region())
              .endpointOverride(aws.endpoint())
              .zoneCount(2)
              .natGateways(NatGateways.NONE);
      new AwsProcess(aws, place, "client").create();
      launchHead(new AwsProcess(aws, place, "second client").provider());
      Credentials role = aws.roleOf(cloud.machines().living().iterator().next().id()).orElseThrow();
      System.setProperty("aws.accessKeyId", role.accessKeyId());
      System.setProperty("aws.secretAccessKey", role.secretAccessKey());
      System.setProperty("aws.sessionToken", role.sessionToken());
      URL[] urls = {
        bundle.toUri().toURL(), of(ProviderContext.class), of(Logger.class), of(HeadProbe.class)
      };
      try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
        assertThat(probe(loader).apply(place.options()))
            .isEqualTo(
                "3 machines seen, some left, rights there," + " [169.254.169.254, fd00:ec2::254]");
      } finally {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("aws.sessionToken");
      }
    }
  }

  /** By which the client hands on what a head may not look up. */
  private static void launchHead(CloudProvider client) {
    client.launch(
        LaunchRequest.builder()
            .cluster("etl")
            .clusterUid("etl-1")
            .slots(List.of(LaunchRequest.HEAD_SLOT))
            .offering(client.headOfferings(HeadSpec.builder().build()).get(0))
            .putBootScripts(LaunchRequest.HEAD_SLOT, "#!/bin/sh\n")
            .build());
  }

  @SuppressWarnings("unchecked")
  private static Function<Map<String, String>, String> probe(ClassLoader loader) throws Exception {
    return (Function<Map<String, String>, String>)
        loader.loadClass(HeadProbe.class.getName()).getConstructor().newInstance();
  }

  private static URL of(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
