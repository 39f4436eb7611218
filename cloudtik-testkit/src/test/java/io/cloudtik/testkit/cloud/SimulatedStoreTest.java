/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.testkit.WorkspaceStoreContractTest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

class SimulatedStoreTest extends WorkspaceStoreContractTest {
  private final SimulatedCloud cloud = SimulatedCloud.of(1);
  private @Nullable Buckets buckets;

  @Override
  protected WorkspaceStore open(Clock clock) {
    Buckets all = buckets == null ? new Buckets(clock, name -> true) : buckets;
    buckets = all;
    return all.open(cloud.client("test"), "bucket").documents();
  }
}
