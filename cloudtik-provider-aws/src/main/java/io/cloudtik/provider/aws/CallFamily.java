/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

/**
 * Calls that AWS counts together, in an account and a region. Those of EC2 are from its developer
 * guide, <i>Request throttling for the Amazon EC2 API</i>; other services give no figures, or
 * larger ones.
 */
public enum CallFamily {
  /** Describes of EC2 that carry filters or ids, or are paged. */
  EC2_READ("ec2 reads", 100, 20),
  /** What changes something of EC2. */
  EC2_CHANGE("ec2 changes", 50, 5),
  /** Launches. */
  EC2_LAUNCH("ec2 RunInstances", 5, 2),
  /** Ends of machines. */
  EC2_TERMINATE("ec2 TerminateInstances", 100, 5),
  /** Identities and rights, which are of the account and in no region. */
  IAM("iam", 20, 5),
  /** Objects and buckets: S3 takes thousands of calls a second. */
  S3("s3", 1_000, 1_000),
  /** Parameters, quotas, prices, the caller's identity. */
  OTHER("others", 10, 5);

  private final String budget;
  private final int burst;
  private final double perSecond;

  CallFamily(String budget, int burst, double perSecond) {
    this.budget = budget;
    this.burst = burst;
    this.perSecond = perSecond;
  }

  String budget() {
    return budget;
  }

  int burst() {
    return burst;
  }

  double perSecond() {
    return perSecond;
  }
}
