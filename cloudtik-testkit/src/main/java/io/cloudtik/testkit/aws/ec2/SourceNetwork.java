/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;
import static io.cloudtik.testkit.aws.ec2.Props.props;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRequest;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.Thing;
import io.cloudtik.testkit.cloud.ThingKind;
import java.util.Map;
import java.util.Optional;

/**
 * Which way requests of instances come: one to S3 from a subnet whose routes lead to a gateway
 * endpoint comes through that, and is said to come from it and its network instead of from an
 * address. See <i>Global condition context keys</i> of the IAM user guide.
 */
public final class SourceNetwork implements AwsPlace.Origin {
  private final SimulatedCloud cloud;

  /** Knows the networks of a cloud. */
  public SourceNetwork(SimulatedCloud cloud) {
    this.cloud = cloud;
  }

  @Override
  public Map<String, String> of(AwsRequest request) {
    return request.service().equals("s3") ? ofAddress(request.from()) : Map.of();
  }

  Map<String, String> ofAddress(String address) {
    return cloud.machines().living().stream()
        .filter(machine -> machine.address().equals(address))
        .findFirst()
        .flatMap(this::endpoint)
        .map(
            endpoint ->
                Map.of(
                    "aws:SourceVpce", endpoint.id(),
                    "aws:SourceVpc", prop(endpoint, "vpc"),
                    "aws:VpcSourceIp", address))
        .orElse(Map.of());
  }

  private Optional<Thing> endpoint(Machine machine) {
    String vpc = machine.property("vpc");
    Optional<String> table =
        table("subnet", machine.property("subnet")).or(() -> table("vpc", vpc));
    return cloud.things().all(ThingKind.STORAGE_ENDPOINT).stream()
        .filter(endpoint -> endpoint.state() == Thing.State.READY)
        .filter(endpoint -> table.filter(props(endpoint, "tables")::contains).isPresent())
        .findFirst();
  }

  private Optional<String> table(String property, String value) {
    return cloud.things().all(ThingKind.ROUTE_ASSOCIATION).stream()
        .filter(each -> !value.isEmpty() && prop(each, property).equals(value))
        .map(each -> prop(each, "table"))
        .findFirst();
  }
}
