/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Looks at what the user brought, and says why it cannot be used. */
final class BroughtChecks {
  private final Scope scope;

  BroughtChecks(Scope scope) {
    this.scope = scope;
  }

  Optional<String> bucket(String name) {
    scope.s3("HeadBucket", name, () -> scope.clients().s3().headBucket(b -> b.bucket(name)));
    return Optional.empty();
  }

  Optional<String> subnet(String id, String network) {
    String in = new BroughtSubnets(scope).find(id).network();
    return inNetwork(in, network);
  }

  private static Optional<String> inNetwork(String found, String expected) {
    return found.equals(expected)
        ? Optional.empty()
        : Optional.of("it is in %s, and expected in %s".formatted(found, expected));
  }

  Optional<String> group(String id, String network) {
    for (SecurityGroup group :
        scope.read(
            "DescribeSecurityGroups",
            id,
            () ->
                scope
                    .clients()
                    .ec2()
                    .describeSecurityGroups(b -> b.groupIds(id))
                    .securityGroups())) {
      return inNetwork(group.vpcId(), network);
    }
    return Optional.of("it does not exist");
  }

  Optional<String> endpoint(String id, String network) {
    for (VpcEndpoint endpoint :
        scope.read(
            "DescribeVpcEndpoints",
            id,
            () ->
                scope
                    .clients()
                    .ec2()
                    .describeVpcEndpoints(b -> b.vpcEndpointIds(id))
                    .vpcEndpoints())) {
      return endpoint.serviceName().endsWith(".s3")
          ? inNetwork(endpoint.vpcId(), network)
          : Optional.of("it is an endpoint of %s, not of S3".formatted(endpoint.serviceName()));
    }
    return Optional.of("it does not exist");
  }

  Optional<String> profile(String name) {
    int roles =
        scope.iam(
            "GetInstanceProfile",
            name,
            () ->
                scope
                    .clients()
                    .iam()
                    .getInstanceProfile(b -> b.instanceProfileName(name))
                    .instanceProfile()
                    .roles()
                    .size());
    return roles == 1 ? Optional.empty() : Optional.of("it has no role");
  }
}
