/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

/**
 * Says where a workspace lives. Each provider has its own typed implementation, which its factory
 * turns into a plain map and back. Implementations are immutable and hold no secret.
 */
public interface ProviderConfig {
  /**
   * Returns the name under which the provider is found on the class path, for example {@code
   * local}.
   */
  String provider();
}
