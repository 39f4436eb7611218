/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.testkit.ObjectAreaContractTest;

class SimulatedObjectsTest extends ObjectAreaContractTest {
  private final SimulatedCloud cloud = SimulatedCloud.of(1);
  private final Buckets buckets = new Buckets(cloud.time().clock(), name -> true);

  @Override
  protected ObjectArea open() {
    return buckets.open(cloud.client("test"), "bucket").data();
  }
}
