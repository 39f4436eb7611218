/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.util.Optional;

/** Knows the policies that are attached to resources, such as to buckets. */
public interface ResourcePolicies {
  /**
   * Returns the policy of a resource, as it was written.
   *
   * @param resource its ARN
   */
  Optional<String> policyOf(String resource);
}
