/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.discovery;

import io.cloudtik.error.DiscoveryException;
import io.cloudtik.spec.Names;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.runtime.RuntimeFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds providers and runtimes by name: with the context class loader first, then with our own. */
public final class Discovery {
  private static final Logger logger = LoggerFactory.getLogger(Discovery.class);

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
    return all(RUNTIMES).named(RUNTIMES, name).stream().findFirst();
  }

  private static <F> F require(Kind<F> kind, String name) {
    Found<F> found = all(kind);
    List<F> named = found.named(kind, name);
    if (named.isEmpty()) {
      throw absent(kind, name, found);
    }
    if (named.size() > 1) {
      throw ambiguous(kind, name, named.size(), named.stream().map(ClassOrigin::of).toList());
    }
    F factory = named.get(0);
    List<String> copies = ClassOrigin.differingCopies(factory.getClass());
    if (!copies.isEmpty()) {
      throw ambiguous(kind, name, copies.size(), copies);
    }
    int version = kind.version.applyAsInt(factory);
    if (version > kind.supported || version < kind.supported - 1) {
      throw new DiscoveryException(
          name,
          List.of(ClassOrigin.of(factory)),
          "%s '%s' (%s) was built for SPI version %d, this library has %d and takes %d to %d; use matching versions, see io.cloudtik:cloudtik-bom"
              .formatted(
                  kind.title,
                  name,
                  ClassOrigin.of(factory),
                  version,
                  kind.supported,
                  kind.supported - 1,
                  kind.supported));
    }
    return factory;
  }

  private static <F> DiscoveryException absent(Kind<F> kind, String name, Found<F> found) {
    List<String> names = found.factories.stream().map(kind.name).sorted().distinct().toList();
    String broken =
        found.broken.isEmpty()
            ? ""
            : "; these could not be loaded: " + String.join("; ", found.broken);
    String advice =
        name.matches("[a-z0-9-]{1,32}")
            ? "; add io.cloudtik:cloudtik-%s-%s".formatted(kind.title, name)
            : "";
    return new DiscoveryException(
        name,
        names,
        "no %s named %s on the class path; found %s%s%s"
            .formatted(kind.title, Names.quoted(name), names, broken, advice));
  }

  private static <F> DiscoveryException ambiguous(
      Kind<F> kind, String name, int count, List<String> places) {
    List<String> sorted = places.stream().sorted().toList();
    return new DiscoveryException(
        name,
        sorted,
        "%d %ss named '%s' on the class path; keep one of: %s"
            .formatted(count, kind.title, name, String.join(", ", sorted)));
  }

  private static <F> Found<F> all(Kind<F> kind) {
    Found<F> found = load(kind, Thread.currentThread().getContextClassLoader());
    return found.factories.isEmpty() ? load(kind, Discovery.class.getClassLoader()) : found;
  }

  /** One that cannot be loaded is in the way of nobody who wants another one. */
  private static <F> Found<F> load(Kind<F> kind, @Nullable ClassLoader loader) {
    Found<F> found = new Found<>(new ArrayList<>(), new ArrayList<>());
    Iterator<F> each = ServiceLoader.load(kind.type, loader).iterator();
    while (true) {
      try {
        if (!each.hasNext()) {
          return found;
        }
        found.factories.add(each.next());
      } catch (ServiceConfigurationError e) {
        String why = e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause());
        logger.warn("{} skipped: {}", kind.title, why);
        found.broken.add(why);
      }
    }
  }

  private record Found<F>(List<F> factories, List<String> broken) {
    List<F> named(Kind<F> kind, String name) {
      return factories.stream().filter(each -> kind.name.apply(each).equals(name)).toList();
    }
  }

  private record Kind<F>(
      String title,
      Class<F> type,
      Function<F, String> name,
      ToIntFunction<F> version,
      int supported) {}
}
