/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import java.time.Clock;

/** What the engine hands to a provider. */
public interface ProviderContext {
  /** Returns the name of the workspace. */
  String workspace();

  /** Returns the clock that all times are taken from. */
  Clock clock();
}
