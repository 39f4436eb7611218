/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.aws.AwsLab;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Which way requests of instances come. */
class SourceNetworkTest {
  @Test
  void whereRoutesLeadToAnEndpointRequestsComeFromIt() {
    try (AwsLab lab = new AwsLab()) {
      Ec2Client ec2 = lab.root();
      Net net = new Net(ec2);
      String vpc = net.vpc("10.0.0.0/16");
      String subnet = net.subnet(vpc, "10.0.1.0/24");
      String other = net.subnet(vpc, "10.0.2.0/24");
      String table = ec2.createRouteTable(it -> it.vpcId(vpc)).routeTable().routeTableId();
      ec2.associateRouteTable(it -> it.subnetId(subnet).routeTableId(table));
      String address = address(ec2, net.launch(subnet, 1));
      String farther = address(ec2, net.launch(other, 1));
      SourceNetwork network = new SourceNetwork(lab.cloud());
      assertThat(network.ofAddress(address)).isEmpty();

      String endpoint =
          ec2.createVpcEndpoint(
                  it ->
                      it.vpcId(vpc).serviceName("com.amazonaws.us-west-2.s3").routeTableIds(table))
              .vpcEndpoint()
              .vpcEndpointId();
      lab.cloud().time().pause(Duration.ofMinutes(1));

      assertThat(network.ofAddress(address))
          .isEqualTo(
              Map.of("aws:SourceVpce", endpoint, "aws:SourceVpc", vpc, "aws:VpcSourceIp", address));
      assertThat(network.ofAddress(farther)).isEmpty();
      assertThat(network.ofAddress("127.0.0.1")).isEmpty();
    }
  }

  private static String address(Ec2Client ec2, List<String> ids) {
    return ec2.describeInstances(it -> it.instanceIds(ids))
        .reservations()
        .get(0)
        .instances()
        .get(0)
        .privateIpAddress();
  }
}
