/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.aws.InstanceMetadata;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineOrder;
import io.cloudtik.testkit.cloud.Pool;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Machines of a simulated cloud that are containers. */
class ContainerFleetIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ASK =
      """
      #!/bin/sh
      echo "I am $(id -un)"
      at=http://169.254.169.254/latest
      curl -fsS $at/meta-data/instance-id || echo "no token, no answer"
      token=$(curl -fsS -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" $at/api/token)
      curl -fsS -H "X-aws-ec2-metadata-token: $token" $at/meta-data/
      echo
      curl -fsS -H "X-aws-ec2-metadata-token: $token" $at/meta-data/instance-id
      """;

  @Test
  void aMachineRunsItsUserDataAndIsToldWhoItIs() {
    try (SimulatedCloud cloud = SimulatedCloud.of(1);
        ContainerFleet fleet = ContainerFleet.open(TestImage.JAVA, "ubuntu");
        InstanceMetadata metadata =
            InstanceMetadata.start(
                fleet.gateway(),
                from ->
                    new TreeMap<>(
                        Map.of(
                            "meta-data/instance-id", () -> "i-of-" + from,
                            "meta-data/tags/a", () -> "b")))) {
      cloud.machines().listen(fleet.metadataAt(metadata.port()));
      String address = fleet.gateway().replaceAll("1$", "77");
      CloudClient client = cloud.client("test");
      var unused =
          cloud
              .machines()
              .launch(
                  client,
                  new Pool("sim.large", "sim-a", false),
                  List.of(
                      new MachineOrder("t", Map.of(), Set.of(), ASK, Map.of("address", address))));
      cloud.time().pause(Duration.ofMinutes(3));
      Machine machine = cloud.machines().living().get(0);

      assertThat(machine.state()).isEqualTo(Machine.State.RUNNING);
      Eventually.becomes(
          "the console of " + machine,
          SOON,
          () -> fleet.console(machine.id()),
          said ->
              said.contains("I am root")
                  && said.contains("no token, no answer")
                  && said.contains("instance-id\ntags/")
                  && said.contains("i-of-" + address));
      assertThat(
              DockerCommand.run(
                  "exec", fleet.container(machine.id()).orElseThrow(), "id", "ubuntu"))
          .contains("ubuntu");

      cloud.machines().terminate(client, Set.of(machine.id()));
      cloud.time().pause(Duration.ofMinutes(5));
      assertThat(fleet.container(machine.id())).isEmpty();
      assertThat(fleet.console(machine.id())).contains("I am root");
    }
  }
}
