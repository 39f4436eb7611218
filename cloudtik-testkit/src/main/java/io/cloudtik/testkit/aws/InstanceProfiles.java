/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Knows the instance profiles of the account, which EC2 lets instances have. */
public interface InstanceProfiles {
  /**
   * An instance profile.
   *
   * @param arn its name in the world
   * @param id such as {@code AIPA...}
   * @param name its name in the account
   * @param roleArn the role in it, which who launches must be allowed to pass; null if it has none
   * @param since when it was made, or its role put in, by the clock of the cloud: EC2 takes some
   *     seconds to hear of it
   */
  record Profile(String arn, String id, String name, @Nullable String roleArn, Instant since) {}

  /** Returns a profile, by its name or its ARN; null if there is none. */
  @Nullable Profile find(String nameOrArn);
}
