/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.LastCall;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that are killed at their calls to the emulated AWS, over the wire. */
class AwsWorkspaceFaultTest {
  /** Every k-th call; set to 1 to kill at each. */
  private static final int STRIDE = Integer.getInteger("cloudtik.aws.stride", 17);

  private int processes;

  private enum Deed {
    CREATE,
    UPDATE,
    DELETE
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE,APPLIED",
    "CREATE,LOST",
    "UPDATE,APPLIED",
    "UPDATE,LOST",
    "DELETE,APPLIED",
    "DELETE,LOST"
  })
  void aProcessThatIsKilledAtACallLeavesNothingBehind(Deed deed, LastCall last) {
    List<String> leaks = new ArrayList<>();
    List<String> doubles = new ArrayList<>();
    int missed = 0;
    boolean stopped = true;
    int k = 1;
    for (; stopped; k += STRIDE) {
      SimulatedCloud cloud = SimulatedCloud.of(k, CloudLimits.ec2());
      try (EmulatedAws aws = EmulatedAws.on(cloud).atSpeed(0).start()) {
        Aws place = Aws.inRegion("us-west-2").endpointOverride(aws.endpoint());
        int full = 0;
        if (deed != Deed.CREATE) {
          process(aws, place).create();
          // The update lets an address in by SSH, which is one rule more.
          full = cloud.things().all().size() + (deed == Deed.UPDATE ? 1 : 0);
        }
        Aws changed = deed == Deed.UPDATE ? place.sshFrom("203.0.113.7/32") : place;
        if (deed == Deed.UPDATE) {
          meddle(aws);
        }
        Consumer<AwsProcess> action = deed == Deed.DELETE ? AwsProcess::delete : AwsProcess::create;
        stopped = killed(process(aws, changed).stoppedAfter(k, last), action);
        action.accept(process(aws, changed));
        cloud.time().pause(Duration.ofMinutes(1));
        doubles.addAll(doubles(cloud));
        if (deed != Deed.DELETE) {
          missed += full == 0 ? 0 : Math.abs(full - cloud.things().all().size());
          int before = changes(cloud);
          process(aws, changed).create();
          missed += changes(cloud) - before;
          process(aws, changed).delete();
        }
        leaks.addAll(cloud.leftovers());
      } finally {
        cloud.close();
      }
    }
    System.out.printf(
        "TABLE AWS workspace %-6s killed at every %d. of %3d calls, %-7s: leaks %d, doubles %d, misses %d%n",
        deed, STRIDE, k - STRIDE, last, leaks.size(), doubles.size(), missed);
    assertThat(leaks).isEmpty();
    assertThat(doubles).isEmpty();
    assertThat(missed).isZero();
    assertThat(k).isGreaterThan(15);
  }

  private AwsProcess process(EmulatedAws aws, Aws place) {
    return new AwsProcess(aws, place, Integer.toString(++processes));
  }

  private static boolean killed(AwsProcess process, Consumer<AwsProcess> action) {
    try {
      action.accept(process);
      return false;
    } catch (AwsProcess.Gone e) {
      return true;
    }
  }

  /** Somebody deletes things by hand. */
  private static void meddle(EmulatedAws aws) {
    try (AwsClients hand =
        TestClients.at(aws.endpoint(), aws.accessKeyId(), aws.secretAccessKey())) {
      hand.ec2()
          .describeNatGateways()
          .natGateways()
          .forEach(it -> hand.ec2().deleteNatGateway(b -> b.natGatewayId(it.natGatewayId())));
      hand.ec2()
          .describeVpcEndpoints()
          .vpcEndpoints()
          .forEach(it -> hand.ec2().deleteVpcEndpoints(b -> b.vpcEndpointIds(it.vpcEndpointId())));
      hand.iam()
          .deleteRolePolicy(
              b -> b.roleName("cloudtik-demo-us-west-2-worker").policyName("cloudtik"));
    }
    aws.cloud().time().pause(Duration.ofMinutes(5));
  }

  private static int changes(SimulatedCloud cloud) {
    return (int)
        cloud.log().stream()
            .filter(call -> call.changes() && !call.name().contains("Object"))
            .count();
  }

  private static List<String> doubles(SimulatedCloud cloud) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Thing thing : cloud.things().all()) {
      String resource = thing.labels().getOrDefault("cloudtik-resource", "");
      if (!resource.isEmpty()) {
        counts.merge(thing.kind() + " " + resource, 1, Integer::sum);
      }
    }
    List<String> doubles = new ArrayList<>();
    counts.forEach(
        (name, count) -> {
          if (count > 1) {
            doubles.add(name);
          }
        });
    return doubles;
  }
}
