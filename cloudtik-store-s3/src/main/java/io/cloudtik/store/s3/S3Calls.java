/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.s3;

import java.util.function.Supplier;

/**
 * The way by which calls go to S3: paces them, takes them down, and tells what is refused in the
 * library's words. Implementations are thread-safe.
 */
@FunctionalInterface
public interface S3Calls {
  /**
   * Makes a call. What the SDK throws becomes a {@link io.cloudtik.error.ProviderException}; other
   * exceptions are thrown as they are.
   *
   * @param name as S3 has it, such as {@code PutObject}
   * @param target what it is about, such as the key; never a secret
   */
  <T> T call(String name, String target, Supplier<T> call);
}
