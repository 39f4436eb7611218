/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

/** How machines without a public address reach the internet. */
public enum NatGateways {
  /** By one gateway, which all zones share: the cheapest, and zones depend on it. */
  ONE,
  /** By a gateway in each zone: nothing crosses zones, and each costs. */
  PER_ZONE,
  /** Not at all: what they install must come from the workspace or from the network. */
  NONE
}
