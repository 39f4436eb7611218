/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.AwsLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.testkit.aws.AwsLab;
import io.cloudtik.testkit.aws.AwsLab.Asked;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Policies are asked about each resource of a call, with what they can make conditions of. */
class Ec2RightsTest {
  private final AwsLab lab = new AwsLab();
  private final Ec2Client user = lab.user("U");
  private final Net net = new Net(lab.root());
  private final String vpc = net.vpc("10.7.0.0/16");
  private final String subnet = net.subnet(vpc, "10.7.0.0/24");

  @AfterEach
  void close() {
    lab.close();
  }

  private RunInstancesRequest.Builder order() {
    lab.profile("worker");
    lab.cloud().time().pause(Duration.ofSeconds(10));
    return Net.order(subnet, 1)
        .iamInstanceProfile(it -> it.name("worker"))
        .tagSpecifications(Net.tagged(ResourceType.INSTANCE, "workspace", "w"));
  }

  private Asked asked(String action, String resource) {
    return lab.asked().stream()
        .filter(it -> it.action().equals(action) && it.resource().contains(resource))
        .findFirst()
        .orElseThrow(() -> new AssertionError(action + " of " + resource + ": " + lab.asked()));
  }

  @Test
  void aLaunchIsAskedForWithAllThatItUsesMakesTagsAndPassesOn() {
    user.runInstances(order().build());

    assertThat(asked("ec2:RunInstances", ":instance/*").context())
        .containsEntry("aws:RequestTag/workspace", "w")
        .containsEntry("aws:TagKeys", "workspace")
        .containsEntry("ec2:InstanceType", "m6i.large")
        .containsEntry("ec2:Region", "us-west-2")
        .containsEntry("aws:RequestedRegion", "us-west-2");
    assertThat(asked("ec2:CreateTags", ":instance/*").context())
        .containsEntry("ec2:CreateAction", "RunInstances")
        .containsEntry("aws:RequestTag/workspace", "w");
    assertThat(asked("ec2:RunInstances", ":subnet/" + subnet).context())
        .containsEntry("ec2:Vpc", "arn:aws:ec2:us-west-2:123456789012:vpc/" + vpc);
    assertThat(asked("ec2:RunInstances", ":volume/*").context())
        .containsEntry("ec2:Encrypted", "false");
    asked("ec2:RunInstances", ":network-interface/*");
    asked("ec2:RunInstances", "::image/ami-");
    assertThat(asked("iam:PassRole", ":role/worker").context())
        .containsEntry("iam:PassedToService", "ec2.amazonaws.com");
  }

  @Test
  void whoMayNotTagOrPassTheRoleMayNotLaunch() {
    RunInstancesRequest order = order().build();
    lab.deny("iam:PassRole");
    assertRefused("UnauthorizedOperation", () -> user.runInstances(order));
    assertThat(lab.cloud().machines().all()).isEmpty();
    lab.root().runInstances(order);
    lab.deny("ec2:CreateTags");
    assertRefused(
        "UnauthorizedOperation",
        () ->
            user.createVpc(
                it ->
                    it.cidrBlock("10.9.0.0/16")
                        .tagSpecifications(Net.tagged(ResourceType.VPC, "a", "b"))));
  }

  @Test
  void whatIsDoneToAnInstanceIsAskedForWithItsTags() {
    String id = lab.root().runInstances(order().build()).instances().get(0).instanceId();
    user.terminateInstances(it -> it.instanceIds(id));
    assertThat(asked("ec2:TerminateInstances", ":instance/" + id).context())
        .containsEntry("ec2:InstanceID", id)
        .containsEntry("ec2:ResourceTag/workspace", "w")
        .containsEntry("aws:ResourceTag/workspace", "w");
    user.createTags(it -> it.resources(id).tags(t -> t.key("k").value("v")));
    assertThat(asked("ec2:CreateTags", ":instance/" + id).context())
        .containsEntry("aws:RequestTag/k", "v")
        .containsEntry("aws:ResourceTag/workspace", "w")
        .doesNotContainKey("ec2:CreateAction");
  }

  @Test
  void keyPairsAndPlacementGroupsAreKnownByTheirNames() {
    user.createKeyPair(
        it -> it.keyName("k").tagSpecifications(Net.tagged(ResourceType.KEY_PAIR, "a", "b")));
    user.createPlacementGroup(it -> it.groupName("near").strategy("cluster"));
    user.runInstances(
        Net.order(subnet, 1).keyName("k").placement(it -> it.groupName("near")).build());
    asked("ec2:CreateKeyPair", ":key-pair/k");
    asked("ec2:CreatePlacementGroup", ":placement-group/near");
    assertThat(asked("ec2:RunInstances", ":key-pair/k").context())
        .containsEntry("aws:ResourceTag/a", "b");
    asked("ec2:RunInstances", ":placement-group/near");
    user.deleteKeyPair(it -> it.keyName("k"));
    asked("ec2:DeleteKeyPair", ":key-pair/k");
  }

  @Test
  void aDryRunSaysWhetherOneMayAndDoesNothing() {
    assertThatThrownBy(() -> user.createVpc(it -> it.cidrBlock("10.9.0.0/16").dryRun(true)))
        .hasMessageContaining("Request would have succeeded");
    assertRefused(
        "DryRunOperation", () -> user.createVpc(it -> it.cidrBlock("10.9.0.0/16").dryRun(true)));
    lab.deny("ec2:CreateVpc");
    assertRefused(
        "UnauthorizedOperation",
        () -> user.createVpc(it -> it.cidrBlock("10.9.0.0/16").dryRun(true)));
    assertThat(lab.root().describeVpcs(it -> {}).vpcs()).hasSize(1);
    assertThat(List.copyOf(lab.asked())).isNotEmpty();
  }
}
