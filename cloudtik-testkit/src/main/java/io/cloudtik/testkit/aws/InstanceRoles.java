/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import io.cloudtik.testkit.aws.iam.Credentials;
import io.cloudtik.testkit.aws.iam.Identities;
import io.cloudtik.testkit.cloud.Machine;
import java.util.Map;
import java.util.Optional;

/**
 * The roles of instances, as their metadata hands them out. Each request with such credentials says
 * of which instance they are: {@code ec2:SourceInstanceARN}, on the page <i>AWS global condition
 * context keys</i> of the IAM user guide. A role that is taken with them knows nothing of it.
 */
record InstanceRoles(Identities identities, String account, String region) {
  /** Begins a session; empty for an instance without a role that trusts EC2. */
  Optional<Credentials> of(Machine machine) {
    String profile = machine.property("profileArn");
    return profile.isEmpty()
        ? Optional.empty()
        : identities.ofInstance(
            profile,
            machine.id(),
            Map.of(
                "ec2:SourceInstanceARN",
                "arn:aws:ec2:%s:%s:instance/%s".formatted(region, account, machine.id())));
  }
}
