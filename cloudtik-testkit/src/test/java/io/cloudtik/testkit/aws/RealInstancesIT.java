/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineOrder;
import io.cloudtik.testkit.cloud.Pool;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.machines.ContainerFleet;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What instances that are containers are told by the metadata service of the emulated AWS. */
class RealInstancesIT {
  private static final String ASK =
      """
      at=http://169.254.169.254/latest
      token=$(curl -fsS -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" $at/api/token)
      curl -s -w '%{http_code}' -H "X-aws-ec2-metadata-token: $token" \
        $at/meta-data/events/recommendations/rebalance
      """;

  @Test
  void aSpotInstanceIsToldThatRebalancingIsRecommended() {
    try (SimulatedCloud cloud = SimulatedCloud.of(1);
        ContainerFleet fleet = ContainerFleet.open(TestImage.JAVA, "ubuntu");
        EmulatedAws aws = EmulatedAws.on(cloud).atSpeed(0).withMachines(fleet).start()) {
      CloudClient client = cloud.client("test");
      String address = fleet.gateway().replaceAll("1$", "77");
      var unused =
          cloud
              .machines()
              .launch(
                  client,
                  new Pool("m5.large", aws.region() + "a", true),
                  List.of(
                      new MachineOrder("t", Map.of(), Set.of(), "", Map.of("address", address))));
      cloud.time().pause(Duration.ofMinutes(3));
      Machine machine = cloud.machines().living().get(0);
      String container = fleet.container(machine.id()).orElseThrow();
      assertThat(DockerCommand.run("exec", container, "sh", "-c", ASK)).endsWith("404");

      cloud.machines().advise(machine);

      assertThat(DockerCommand.run("exec", container, "sh", "-c", ASK))
          .contains("{\"noticeTime\":\"20", "Z\"}200");
      cloud.machines().terminate(client, Set.of(machine.id()));
      cloud.time().pause(Duration.ofMinutes(5));
    }
  }
}
