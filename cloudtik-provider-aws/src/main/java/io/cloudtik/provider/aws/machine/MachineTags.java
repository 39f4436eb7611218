/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

/** The tags by which machines, and what belongs to them, are found again. */
public final class MachineTags {
  /** The unique id of the life of the cluster. */
  public static final String CLUSTER = "cloudtik-cluster";

  /** The slots of the call that made the instance; its launch index says which one it is. */
  public static final String SLOTS = "cloudtik-slots";

  /**
   * The ARN of the instance that is the head of a worker: a head may end what carries its own only.
   */
  public static final String HEAD = "cloudtik-head";

  /** What consoles show. */
  static final String NAME = "Name";

  private MachineTags() {}
}
