/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

/**
 * Says which runtime a cluster has and how it is set. Each runtime has its own typed
 * implementation, which its factory turns into a plain map and back. Implementations are immutable
 * and hold no secret.
 */
public interface RuntimeConfig {
  /**
   * Returns the name under which the runtime is found on the class path, for example {@code spark}.
   */
  String runtime();
}
