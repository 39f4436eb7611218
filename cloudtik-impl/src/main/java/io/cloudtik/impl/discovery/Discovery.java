/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.discovery;

import io.cloudtik.error.DiscoveryException;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.runtime.RuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Finds providers and runtimes by name: with the context class loader first, then with our own. */
public final class Discovery {
  private static final Kind<ProviderFactory> PROVIDERS =
      new Kind<>(
          "provider",
          ProviderFactory.class,
          ProviderFactory::name,
          ProviderFactory::spiVersion,
          ProviderFactory.SPI_VERSION);
  private static final Kind<RuntimeFactory> RUNTIMES =
      new Kind<>(
          "runtime",
          RuntimeFactory.class,
          RuntimeFactory::name,
          RuntimeFactory::spiVersion,
          RuntimeFactory.SPI_VERSION);

  private Discovery() {}

  /** Returns the provider of that name, or fails with what the class path has. */
  public static ProviderFactory provider(String name) {
    return require(PROVIDERS, name);
  }

  /** Returns the runtime of that name, or fails with what the class path has. */
  public static RuntimeFactory runtime(String name) {
    return require(RUNTIMES, name);
  }

  /** Returns the runtime of that name if the class path has it. */
  public static Optional<RuntimeFactory> findRuntime(String name) {
    return named(RUNTIMES, name).stream().findFirst();
  }

  private static <F> F require(Kind<F> kind, String name) {
    List<F> found = named(kind, name);
    if (found.isEmpty()) {
      List<String> names = all(kind).stream().map(kind.name).sorted().distinct().toList();
      throw new DiscoveryException(
          name,
          names,
          "no %s named '%s' on the class path; found %s; add io.cloudtik:cloudtik-%s-%s"
              .formatted(kind.title, name, names, kind.title, name.toLowerCase(Locale.ROOT)));
    }
    if (found.size() > 1) {
      List<String> places = found.stream().map(Discovery::place).sorted().toList();
      throw new DiscoveryException(
          name,
          places,
          "%d %ss named '%s' on the class path; keep one of: %s"
              .formatted(found.size(), kind.title, name, String.join(", ", places)));
    }
    F factory = found.get(0);
    int version = kind.version.applyAsInt(factory);
    if (version > kind.supported || version < kind.supported - 1) {
      throw new DiscoveryException(
          name,
          List.of(place(factory)),
          "%s '%s' was built for SPI version %d, this library has %d; use matching versions, see"
                  .formatted(kind.title, name, version, kind.supported)
              + " io.cloudtik:cloudtik-bom");
    }
    return factory;
  }

  private static <F> List<F> named(Kind<F> kind, String name) {
    return all(kind).stream().filter(factory -> kind.name.apply(factory).equals(name)).toList();
  }

  private static <F> List<F> all(Kind<F> kind) {
    List<F> found = load(kind, Thread.currentThread().getContextClassLoader());
    return found.isEmpty() ? load(kind, Discovery.class.getClassLoader()) : found;
  }

  private static <F> List<F> load(Kind<F> kind, @Nullable ClassLoader loader) {
    List<F> found = new ArrayList<>();
    ServiceLoader.load(kind.type, loader).iterator().forEachRemaining(found::add);
    return found;
  }

  private static String place(Object factory) {
    var source = factory.getClass().getProtectionDomain().getCodeSource();
    String where = source == null ? "?" : String.valueOf(source.getLocation());
    return factory.getClass().getName() + " in " + where;
  }

  private record Kind<F>(
      String title,
      Class<F> type,
      Function<F, String> name,
      ToIntFunction<F> version,
      int supported) {}
}
