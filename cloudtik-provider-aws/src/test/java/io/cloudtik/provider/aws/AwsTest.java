/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.provider.aws.machine.Architecture;
import io.cloudtik.provider.aws.machine.ImageSystem;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsTest {
  private final AwsFactory factory = new AwsFactory();

  @Test
  void everyOptionSurvivesItsPlainForm() {
    Aws all =
        Aws.inRegion("eu-central-1")
            .zones("eu-central-1a", "eu-central-1b")
            .cidr("10.20.0.0/18")
            .natGateways(NatGateways.PER_ZONE)
            .sshFrom("203.0.113.7/32", "198.51.100.0/24")
            .endpointOverride(URI.create("http://127.0.0.1:4566"))
            .tag("cost-center", "42")
            .with(
                it ->
                    it.image("ami-0a1b2c")
                        .system(ImageSystem.AMAZON_LINUX)
                        .architecture(Architecture.ARM64)
                        .user("admin")
                        .keyPair("mine")
                        .rootDiskGib(80)
                        .dataVolumes(2, 500)
                        .ignoreRebalanceAdvice()
                        .placementGroup("pg")
                        .permissionsBoundary("arn:aws:iam::123456789012:policy/boundary"));

    assertThat(factory.decode(factory.encode(all))).isEqualTo(all);
    assertThat(all.read().zoneCount()).isEqualTo(2);
    assertThat(all.read().machines().rootGibibytes()).isEqualTo(80);
    assertThat(all.read().machines().architecture()).isEqualTo(Architecture.ARM64);
    assertThat(all.read().machines().dataVolumes()).isEqualTo(2);
    assertThat(all.read().machines().dataGibibytes()).isEqualTo(500);
    assertThat(all.read().tags()).isEqualTo(Map.of("cost-center", "42"));
  }

  @Test
  void theDefaultIsAPublicHeadInTwoZonesBehindOneNatGateway() {
    AwsOptions options = Aws.inRegion("us-west-2").read();

    assertThat(options.publicHead()).isTrue();
    assertThat(options.zoneCount()).isEqualTo(2);
    assertThat(options.nat()).isEqualTo(NatGateways.ONE);
    assertThat(options.cidr()).hasToString("10.0.0.0/16");
    assertThat(options.sshFrom()).isEmpty();
  }

  @Test
  void peeringAndTheNetworkOfTheUserArePrivate() {
    assertThat(Aws.inRegion("us-west-2").peeredWith("vpc-0a1b").read().publicHead()).isFalse();
    Aws inside = Aws.inRegion("us-west-2").inNetwork("vpc-0a1b", "10.0.64.0/20");
    assertThat(inside.read().publicHead()).isFalse();
    assertThat(inside.read().nat()).isEqualTo(NatGateways.NONE);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                factory.decode(
                    Map.of(
                        "region", "Oregon",
                        "cidr", "10.0.0.0/8",
                        "sshFrom", "everywhere",
                        "network", "my-vpc",
                        "bucket", "My_Bucket",
                        "nat", "TWO",
                        "zoneCount", "9",
                        "no-such-option", "x")))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("provider.region: expected a region such as us-west-2, got 'Oregon'")
        .hasMessageContaining("provider.cidr")
        .hasMessageContaining("provider.sshFrom")
        .hasMessageContaining("provider.network: expected an id such as vpc-0a1b2c, got 'my-vpc'")
        .hasMessageContaining("provider.bucket")
        .hasMessageContaining("provider.nat")
        .hasMessageContaining("provider.zoneCount")
        .hasMessageContaining("provider.no-such-option");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Aws plain = Aws.inRegion("us-west-2");
    assertThatThrownBy(() -> plain.with(it -> it.inNetwork("vpc-1")))
        .hasMessageContaining("provider.cidr");
    assertThatThrownBy(() -> plain.with(it -> it.privateSubnets("subnet-1")))
        .hasMessageContaining("provider.network");
    assertThatThrownBy(() -> plain.inNetwork("vpc-1", "10.0.0.0/20").peeredWith("vpc-2"))
        .hasMessageContaining("provider.peer");
    assertThatThrownBy(() -> plain.tag("Name", "mine")).hasMessageContaining("provider.tags");
    assertThatThrownBy(() -> plain.tag("cloudtik-workspace", "x"))
        .hasMessageContaining("provider.tags");
    assertThatThrownBy(() -> plain.with(it -> it.dataVolumes(12, 0)))
        .hasMessageContaining("provider.dataVolumes: expected 1 to 11, got '12'")
        .hasMessageContaining("provider.dataVolumeGib: expected 1 to 16384, got '0'");
    assertThatThrownBy(() -> plain.zones("eu-west-1a")).hasMessageContaining("provider.zones");
  }

  @Test
  void blocksArePartedWithoutRemainder() {
    Cidr all = Cidr.parse("10.0.0.0/16").orElseThrow();

    assertThat(all.part(0, 4)).hasToString("10.0.0.0/20");
    assertThat(all.part(9, 4)).hasToString("10.0.144.0/20");
    assertThat(all.contains(all.part(15, 4))).isTrue();
    assertThat(all.part(1, 4).overlaps(all.part(2, 4))).isFalse();
    assertThat(Cidr.parse("10.0.0.1/16")).isEmpty();
    assertThat(Cidr.parse("256.0.0.0/16")).isEmpty();
  }
}
