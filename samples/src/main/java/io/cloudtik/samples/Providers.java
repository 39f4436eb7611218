/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.ProviderConfig;

/** The one line in which a program for this computer differs from one for containers. */
final class Providers {
  private Providers() {}

  /**
   * Returns the options of a provider: {@code local}, {@code containers}, or {@code
   * containers:<image>} on a network that leads nowhere else.
   */
  static ProviderConfig of(String where) {
    String[] parts = where.split(":", 2);
    return switch (parts[0]) {
      case "local" -> Local.here();
      case "containers" ->
          parts.length == 1 ? Local.containers() : Local.containers().image(parts[1]).internal();
      default ->
          throw new IllegalArgumentException(
              "expected local, containers or containers:<image>, got " + where);
    };
  }
}
