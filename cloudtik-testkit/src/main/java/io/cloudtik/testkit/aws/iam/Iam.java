/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.AwsPlace;

/** IAM, by its query protocol. Thread-safe. */
public final class Iam extends QueryService {
  /** Makes the service of an account. */
  public Iam(AwsPlace place, Identities identities, PolicyAuthorizer authorizer) {
    super("iam", "2010-05-08", place);
    Rules rules = new Rules(identities);
    new RoleCalls(identities, rules).addTo(this);
    new IdentityPolicyCalls(rules, "Role", rules::role).addTo(this);
    new IdentityPolicyCalls(rules, "User", rules::user).addTo(this);
    new ProfileCalls(identities, rules).addTo(this);
    new UserCalls(identities, rules).addTo(this);
    new ManagedPolicyCalls(identities, rules).addTo(this);
    new Simulation(identities, authorizer).addTo(this);
  }
}
