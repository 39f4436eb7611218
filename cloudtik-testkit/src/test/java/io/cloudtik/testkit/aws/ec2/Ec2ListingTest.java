/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.AwsLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.testkit.aws.AwsLab;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Listings come in pages, are narrowed by what they know, and refuse what they do not. */
class Ec2ListingTest {
  private final AwsLab lab = new AwsLab();
  private final Ec2Client ec2 = lab.root();
  private final Net net = new Net(ec2);

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void instancesComeInPages() {
    String subnet = net.subnet(net.vpc("10.7.0.0/16"), "10.7.0.0/24");
    List<String> ids = net.launch(subnet, 12);
    List<Integer> sizes = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (DescribeInstancesResponse page : ec2.describeInstancesPaginator(it -> it.maxResults(5))) {
      List<String> here =
          page.reservations().stream()
              .flatMap(it -> it.instances().stream())
              .map(Instance::instanceId)
              .toList();
      sizes.add(here.size());
      seen.addAll(here);
    }
    assertThat(sizes).containsExactly(5, 5, 2);
    assertThat(seen).isEqualTo(ids);
    assertRefused("InvalidParameterValue", () -> ec2.describeInstances(it -> it.maxResults(4)));
    assertRefused(
        "InvalidParameterCombination",
        () -> ec2.describeInstances(it -> it.maxResults(5).instanceIds(ids)));
    assertRefused(
        "InvalidNextToken", () -> ec2.describeInstances(it -> it.maxResults(5).nextToken("x")));
  }

  @Test
  void tagsNarrowListingsAlsoByPatternAndAreChangedLater() {
    Vpc one =
        ec2.createVpc(
                it ->
                    it.cidrBlock("10.7.0.0/16")
                        .tagSpecifications(
                            Net.tagged(ResourceType.VPC, "workspace", "one", "kind", "vpc")))
            .vpc();
    Vpc two =
        ec2.createVpc(
                it ->
                    it.cidrBlock("10.8.0.0/16")
                        .tagSpecifications(Net.tagged(ResourceType.VPC, "workspace", "two")))
            .vpc();
    assertThat(one.tags()).hasSize(2);
    assertThat(vpcs("tag:workspace", "one")).containsExactly(one.vpcId());
    assertThat(vpcs("tag:workspace", "o*")).containsExactly(one.vpcId());
    assertThat(vpcs("tag:workspace", "?wo", "x")).containsExactly(two.vpcId());
    assertThat(vpcs("tag-key", "kind")).containsExactly(one.vpcId());
    ec2.createTags(it -> it.resources(two.vpcId()).tags(t -> t.key("kind").value("later")));
    ec2.deleteTags(it -> it.resources(one.vpcId()).tags(t -> t.key("kind").value("other")));
    assertThat(vpcs("tag-key", "kind")).containsExactly(one.vpcId(), two.vpcId());
    ec2.deleteTags(it -> it.resources(one.vpcId()).tags(t -> t.key("kind")));
    assertThat(vpcs("tag-key", "kind")).containsExactly(two.vpcId());
    assertThat(lab.cloud().things().find(two.vpcId()).orElseThrow().labels())
        .containsEntry("kind", "later");
    assertRefused(
        "InvalidParameterValue",
        () -> ec2.createTags(it -> it.resources(two.vpcId()).tags(t -> t.key("aws:k").value("v"))));
  }

  private List<String> vpcs(String filter, String... values) {
    return ec2
        .describeVpcs(it -> it.filters(Filter.builder().name(filter).values(values).build()))
        .vpcs()
        .stream()
        .map(Vpc::vpcId)
        .toList();
  }

  @Test
  void aFilterOrAParameterThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> vpcs("no-such-filter", "x"))
        .hasMessageContaining("The filter 'no-such-filter' is invalid");
    assertRefused(
        "UnknownParameter", () -> ec2.createVpc(it -> it.cidrBlock("10.7.0.0/16").ipv6Pool("p")));
    assertRefused("InvalidAction", () -> ec2.describeHosts(it -> {}));
    assertThat(lab.cloud().leftovers()).isEmpty();
  }
}
