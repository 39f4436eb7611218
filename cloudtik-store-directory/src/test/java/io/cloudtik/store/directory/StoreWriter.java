/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import io.cloudtik.testkit.WorkspaceStoreContractTest;
import java.nio.file.Path;
import java.time.Clock;

/** The main program of another JVM, and the entry point of another copy of the classes. */
public final class StoreWriter implements Runnable {
  private final WorkspaceStore store;
  private final int times;

  public StoreWriter(Path root, Integer times) {
    this.store = new DirectoryStore(root, Clock.systemUTC());
    this.times = times;
  }

  public static void main(String[] args) {
    StoreWriter writer = new StoreWriter(Path.of(args[0]), Integer.valueOf(args[1]));
    writer.run();
  }

  /** Increments; or writes large documents until it is killed. */
  @Override
  public void run() {
    if (times > 0) {
      WorkspaceStoreContractTest.increment(store, "counter", times);
      return;
    }
    for (int i = 0; ; i++) {
      char c = (char) ('a' + i % 26);
      store.write("large", String.valueOf(c).repeat(1 << 20), WriteCondition.always(), null);
    }
  }
}
