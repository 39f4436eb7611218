/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

/**
 * Who asks.
 *
 * @param account the account; empty for a service
 * @param arn the name of the user or of the session; of a service such as {@code ec2.amazonaws.com}
 * @param roleArn the name of the role that the session is of; empty for others
 */
public record Principal(String account, String arn, String roleArn) {
  /** Who did not say who it is. */
  public static final Principal ANONYMOUS = new Principal("anonymous", "anonymous", "");

  boolean isAnonymous() {
    return equals(ANONYMOUS);
  }

  /** Says whether it is the user that an account begins with, who may do everything. */
  public boolean isRoot() {
    return arn.equals("arn:aws:iam::" + account + ":root");
  }
}
