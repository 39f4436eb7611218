/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.util.Map;

/** Says who may do what, by the policies that are attached. */
public interface Authorizer {
  /**
   * Lets a call pass, or not.
   *
   * @param action such as {@code ec2:TerminateInstances}
   * @param resource the ARN that it is about, or {@code *}
   * @param context keys of conditions with their values, such as {@code aws:ResourceTag/name}
   * @throws AwsRefusal if no policy allows it, or one denies it
   */
  void require(Caller caller, String action, String resource, Map<String, String> context);

  /** Says whether a call would pass. */
  default boolean allows(
      Caller caller, String action, String resource, Map<String, String> context) {
    try {
      require(caller, action, resource, context);
      return true;
    } catch (AwsRefusal e) {
      return false;
    }
  }
}
