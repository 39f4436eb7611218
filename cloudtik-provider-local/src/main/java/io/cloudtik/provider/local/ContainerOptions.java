/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link LocalContainers} as a plain map. */
final class ContainerOptions {
  private static final String MACHINES = "machines";
  private static final String CONTAINERS = "containers";
  private static final String IMAGE = "image";
  private static final String BASE = "base";
  private static final String INTERNAL = "internal";
  private static final String PULLED = "pulled";

  private ContainerOptions() {}

  static boolean areThose(Map<String, String> options) {
    return CONTAINERS.equals(options.get(MACHINES));
  }

  static Map<String, String> encode(LocalContainers containers) {
    Map<String, String> options = new HashMap<>();
    options.put(MACHINES, CONTAINERS);
    options.put(LocalProviderFactory.HOME, containers.home().toString());
    options.put(BASE, containers.base());
    options.put(INTERNAL, Boolean.toString(containers.isInternal()));
    options.put(PULLED, Boolean.toString(containers.isPulled()));
    containers.image().ifPresent(image -> options.put(IMAGE, image));
    return Map.copyOf(options);
  }

  static LocalContainers decode(Path home, Map<String, String> options) {
    LocalContainers containers =
        LocalContainers.below(home).base(options.getOrDefault(BASE, LocalContainers.BASE));
    @Nullable String image = options.get(IMAGE);
    if (image != null) {
      containers = containers.image(image);
    }
    if (Boolean.parseBoolean(options.get(PULLED))) {
      containers = containers.pulled();
    }
    return Boolean.parseBoolean(options.get(INTERNAL)) ? containers.internal() : containers;
  }
}
