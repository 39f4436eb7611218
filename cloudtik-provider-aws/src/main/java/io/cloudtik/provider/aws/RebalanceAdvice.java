/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

/**
 * How a machine learns that EC2 recommends to rebalance: a spot machine is more likely than others
 * to be taken back soon. Its metadata has it, the API does not (<i>EC2 instance rebalance
 * recommendations</i> in the user guide).
 */
final class RebalanceAdvice {
  private RebalanceAdvice() {}

  /**
   * Returns the script for a metadata service at a host, or host and port. One line. The token of
   * the session is no argument of anything.
   */
  static String script(String metadata) {
    return String.join(
        " ",
        "at=http://" + metadata + "/latest;",
        "token=$(curl -sf -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' $at/api/token)",
        "|| exit 0;",
        "told=$(printf 'X-aws-ec2-metadata-token: %s' \"$token\"",
        "| curl -sf -m 2 -H @- $at/meta-data/events/recommendations/rebalance)",
        "|| exit 0;",
        "printf 'EC2 recommends to rebalance: %s' \"$told\"");
  }
}
