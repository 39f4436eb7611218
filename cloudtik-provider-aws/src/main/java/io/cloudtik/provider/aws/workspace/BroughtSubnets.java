/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import io.cloudtik.error.FailureKind;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Looks at subnets that the user brought. */
final class BroughtSubnets {
  private final Scope scope;

  BroughtSubnets(Scope scope) {
    this.scope = scope;
  }

  record Found(String zone, String network) {}

  Found find(String id) {
    List<Subnet> found =
        scope.read(
            "DescribeSubnets",
            id,
            () -> scope.clients().ec2().describeSubnets(b -> b.subnetIds(id)).subnets());
    if (found.isEmpty()) {
      throw scope.refusal(
          FailureKind.NOT_FOUND, "subnet %s does not exist".formatted(id), "name another");
    }
    return new Found(found.get(0).availabilityZone(), found.get(0).vpcId());
  }
}
