/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.world;

import io.cloudtik.spec.ProviderConfig;
import java.util.Optional;

/**
 * Knows the world of places that are not in the real one. Found by {@link java.util.ServiceLoader}.
 */
public interface WorldSource {
  /** Returns the world that a place is in, the same one for the same place; empty if it is none. */
  Optional<World> of(ProviderConfig provider);
}
