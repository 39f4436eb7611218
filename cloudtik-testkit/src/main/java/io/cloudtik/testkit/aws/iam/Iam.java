/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.Caller;

/** IAM, by its query protocol. Thread-safe. */
public final class Iam extends QueryService {
  private final Identities identities;

  /** Makes the service of an account. */
  public Iam(AwsPlace place, Identities identities, PolicyAuthorizer authorizer) {
    super("iam", "2010-05-08", place);
    this.identities = identities;
    Rules rules = new Rules(identities);
    new RoleCalls(identities, rules).addTo(this);
    new IdentityPolicyCalls(rules, "Role", rules::role).addTo(this);
    new IdentityPolicyCalls(rules, "User", rules::user).addTo(this);
    new ProfileCalls(identities, rules).addTo(this);
    new UserCalls(identities, rules).addTo(this);
    new ManagedPolicyCalls(identities, rules).addTo(this);
    new Simulation(identities, authorizer).addTo(this);
  }

  /** A session of a user that showed no second factor cannot call IAM, as STS has it. */
  @Override
  void check(Caller caller, String action) {
    Session session = identities.session(caller);
    if (session != null && !session.identity().isRole()) {
      throw new AwsRefusal(
          403, "InvalidClientTokenId", "The security token included in the request is invalid");
    }
  }
}
