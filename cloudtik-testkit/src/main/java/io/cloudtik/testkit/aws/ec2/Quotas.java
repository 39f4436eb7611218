/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

/** How many of a kind the account may have. See <i>Amazon VPC quotas</i> of its user guide. */
final class Quotas {
  private Quotas() {}

  static void require(Estate estate, Kind kind, String code, String what) {
    int most = estate.things().most(kind.thing());
    if (estate.all(kind).size() >= most) {
      throw Refusals.of(code, "%s has been reached: %d.", what, most);
    }
  }
}
