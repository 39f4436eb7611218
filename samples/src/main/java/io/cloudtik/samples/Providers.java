/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.provider.aws.Aws;
import io.cloudtik.provider.local.Local;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.spec.ProviderConfig;
import java.nio.file.Path;

/** The one line in which a program for this computer differs from one for other machines. */
final class Providers {
  private Providers() {}

  /**
   * Returns the options of a provider: {@code local}, {@code containers}, {@code
   * containers:<image>} on a network that leads nowhere else, {@code onpremise:<store>:<file of
   * hosts>}, or {@code aws:<region>}.
   */
  static ProviderConfig of(String where) {
    String[] parts = where.split(":", where.startsWith("onpremise:") ? 3 : 2);
    return switch (parts[0]) {
      case "local" -> Local.here();
      case "containers" ->
          parts.length == 1 ? Local.containers() : Local.containers().image(parts[1]).internal();
      case "aws" -> Aws.inRegion(parts[1]);
      case "onpremise" -> OnPremise.file(Path.of(parts[1]), Path.of(parts[2]));
      default ->
          throw new IllegalArgumentException(
              "expected local, containers, containers:<image>, onpremise:<store>:<hosts> or aws:<region>, got "
                  + where);
    };
  }
}
