/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit;

import io.cloudtik.spi.store.WorkspaceStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The store that tests use does what each store must do. */
class MemoryStoreTest extends WorkspaceStoreContractTest {
  private @Nullable MemoryStore store;

  @Override
  protected WorkspaceStore open(Clock clock) {
    if (store == null) {
      store = new MemoryStore(clock);
    }
    return store;
  }
}
