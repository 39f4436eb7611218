/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.cloud.CloudLimits.Rate;
import java.util.Map;
import java.util.TreeMap;

/**
 * The buckets of calls of EC2, one for each call in an account and a region, as the page <i>Request
 * throttling for the Amazon EC2 API</i> of its developer guide has them.
 */
final class Ec2Limits {
  private static final Rate ALL = new Rate(1e9, 1e9);
  private static final Rate READS = new Rate(100, 20);
  private static final Rate UNFILTERED_READS = new Rate(50, 10);
  private static final Rate CHANGES = new Rate(50, 5);
  private static final Map<String, Rate> OTHERS = new TreeMap<>();

  static {
    OTHERS.put("RunInstances", new Rate(5, 2));
    OTHERS.put("StartInstances", new Rate(5, 2));
    OTHERS.put("TerminateInstances", new Rate(100, 5));
    OTHERS.put("CreateVolume", new Rate(100, 5));
    OTHERS.put("DeleteVolume", new Rate(100, 5));
    OTHERS.put("CreateVpcEndpoint", new Rate(4, 0.3));
    OTHERS.put("ModifyVpcEndpoint", new Rate(4, 0.3));
    OTHERS.put("DeleteVpcEndpoints", new Rate(4, 0.3));
  }

  private Ec2Limits() {}

  static boolean reads(String action) {
    return action.startsWith("Describe") || action.startsWith("Get");
  }

  /** Returns the bucket of a call; a cloud that takes all calls has none. */
  static Rate rate(String action, boolean filtered, boolean takesAll) {
    if (takesAll) {
      return ALL;
    }
    Rate other = OTHERS.get(action);
    if (other != null) {
      return other;
    }
    return !reads(action) ? CHANGES : filtered ? READS : UNFILTERED_READS;
  }
}
