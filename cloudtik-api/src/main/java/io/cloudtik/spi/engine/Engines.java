/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.engine;

import io.cloudtik.WorkspaceOptions;
import io.cloudtik.error.DiscoveryException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the engine on the class path. */
public final class Engines {
  private Engines() {}

  /**
   * Returns the engine, looked for with the context class loader first, then with the library's
   * own.
   *
   * @throws DiscoveryException if there is none, or more than one
   */
  public static Engine load() {
    List<Engine> found = engines(Thread.currentThread().getContextClassLoader());
    if (found.isEmpty()) {
      found = engines(Engines.class.getClassLoader());
    }
    List<String> places = found.stream().map(Engines::place).sorted().toList();
    if (found.isEmpty()) {
      throw new DiscoveryException(
          "engine",
          places,
          "no engine on the class path; add io.cloudtik:cloudtik-impl and io.cloudtik:cloudtik-node"
              + " with scope runtime");
    }
    if (found.size() > 1) {
      throw new DiscoveryException(
          "engine", places, "more than one engine on the class path, keep one of: " + places);
    }
    return found.get(0);
  }

  /** Returns the options that a user's change makes. */
  public static WorkspaceOptions options(Consumer<? super WorkspaceOptions.Builder> change) {
    WorkspaceOptions.Builder builder = WorkspaceOptions.builder();
    change.accept(builder);
    return builder.build();
  }

  private static List<Engine> engines(@Nullable ClassLoader loader) {
    List<Engine> found = new ArrayList<>();
    Iterator<Engine> engines = ServiceLoader.load(Engine.class, loader).iterator();
    engines.forEachRemaining(found::add);
    return found;
  }

  private static String place(Engine engine) {
    var source = engine.getClass().getProtectionDomain().getCodeSource();
    return source == null ? engine.getClass().getName() : String.valueOf(source.getLocation());
  }
}
