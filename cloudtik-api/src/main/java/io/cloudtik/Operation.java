/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.event.EventListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Something that takes a while. It is recorded in the workspace, so that another JVM finds it by
 * its id and goes on with it if this one dies. Thread-safe.
 *
 * @param <T> what it ends with
 */
public interface Operation<T> {
  /** Returns the id, unique in the workspace. */
  String id();

  /** Returns how far it is now. */
  OperationProgress progress();

  /**
   * Adds a listener for the events of this operation that come from now on.
   *
   * @return this operation
   */
  Operation<T> onEvent(EventListener listener);

  /**
   * Waits until it ends.
   *
   * @return what it ended with
   * @throws io.cloudtik.error.WaitTimeoutException if the deadline passed; the operation goes on
   * @throws io.cloudtik.error.CloudTikException if it failed or was cancelled; the message says
   *     what is left
   */
  T await(Duration deadline);

  /** Returns a future that completes on a thread of the library when the operation ends. */
  CompletableFuture<T> toCompletableFuture();

  /**
   * Asks to stop. What was made so far is taken down again before the operation ends as cancelled.
   *
   * @return false if it had ended already
   */
  boolean cancel();
}
