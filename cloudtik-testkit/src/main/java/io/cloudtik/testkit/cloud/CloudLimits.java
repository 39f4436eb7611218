/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.time.Duration;
import java.util.List;

/**
 * How many calls a cloud takes, and how long each takes.
 *
 * @param latency the mean time of a call; each takes from half of it to one and a half times it
 * @param reads of calls that only read
 * @param changes of calls that change something
 * @param launches of calls that launch machines
 * @param machines of machines that are launched, over all such calls
 */
public record CloudLimits(
    Duration latency, Rate reads, Rate changes, Rate launches, Rate machines) {
  private static final List<String> OF_STORAGE =
      List.of("Object", "Objects", "ObjectsV2", "Upload", "Uploads", "UploadPart", "ListParts");

  /**
   * A bucket of tokens.
   *
   * @param burst how many there are at most
   * @param perSecond how many come back in a second
   */
  public record Rate(double burst, double perSecond) {}

  /** A cloud that takes every call at once. */
  public static CloudLimits none() {
    Rate all = new Rate(1e9, 1e9);
    return new CloudLimits(Duration.ZERO, all, all, all, all);
  }

  /**
   * The limits of EC2 as its API reference gives them (request throttling for the Amazon EC2 API):
   * RunInstances has a bucket of 5 calls that refills by 2 a second, and of 1,000 instances that
   * refills by 2 a second; calls that only read 100 and 20, others 200 and 5.
   */
  public static CloudLimits ec2() {
    return new CloudLimits(
        Duration.ofMillis(200),
        new Rate(100, 20),
        new Rate(200, 5),
        new Rate(5, 2),
        new Rate(1_000, 2));
  }

  /** Says whether every call is taken. */
  public boolean takesAll() {
    return equals(none());
  }

  Rate rate(String call, boolean changing) {
    if (call.equals(Machines.LAUNCH)) {
      return launches;
    }
    if (isOfStorage(call)) {
      return new Rate(1e9, 1e9);
    }
    return changing ? changes : reads;
  }

  String family(String call, boolean changing) {
    return isOfStorage(call)
        ? "storage"
        : call.equals(Machines.LAUNCH) ? call : changing ? "changes" : "reads";
  }

  /** Objects of a bucket are another service, which has no limits that a control plane meets. */
  static boolean isOfStorage(String call) {
    return OF_STORAGE.stream().anyMatch(call::endsWith);
  }
}
