/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.world;

import io.cloudtik.impl.execute.Threads;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spec.ProviderConfig;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Finds the world that a place is in. */
public final class Worlds {
  private static final World REAL = new Real();

  private Worlds() {}

  /**
   * Returns the world of a place, looked for with the context class loader first, then with our
   * own; the real one if no other has it.
   */
  public static World of(ProviderConfig provider) {
    return find(provider, Thread.currentThread().getContextClassLoader())
        .or(() -> find(provider, Worlds.class.getClassLoader()))
        .orElse(REAL);
  }

  private static Optional<World> find(ProviderConfig provider, @Nullable ClassLoader loader) {
    for (WorldSource source : ServiceLoader.load(WorldSource.class, loader)) {
      Optional<World> found = source.of(provider);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static final class Real implements World {
    private final Time time = Time.system();

    @Override
    public Time time() {
      return time;
    }

    @Override
    public ExecutorService together(String role) {
      return Executors.newCachedThreadPool(Threads.named(role));
    }

    @Override
    public ExecutorService inTurn(String role) {
      return Threads.inTurn(role);
    }

    @Override
    public UUID freshId() {
      return UUID.randomUUID();
    }
  }
}
