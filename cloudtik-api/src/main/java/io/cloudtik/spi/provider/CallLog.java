/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import java.util.function.Supplier;

/**
 * Takes down each call to the cloud, for users to read: what was asked of what, how long it took,
 * and what came of it. No argument or answer is kept. Thread-safe.
 */
public interface CallLog {
  /**
   * Makes a call and takes it down; what it throws is thrown.
   *
   * @param name the call in the words of the cloud, such as {@code CreateNatGateway}
   * @param target what it is about, such as {@code cloudtik-demo-nat}; never a secret
   */
  <T> T call(String name, String target, Supplier<T> call);

  /** As {@link #call}, for calls without an answer. */
  default void run(String name, String target, Runnable call) {
    call(
        name,
        target,
        () -> {
          call.run();
          return true;
        });
  }
}
