/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.CloudProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds what the provider would refuse before anything is made. */
final class Preflight {
  /** What waiting does not mend. A lack of room may be over when the machines are asked for. */
  private static final Set<FailureKind> FINAL =
      EnumSet.of(
          FailureKind.PERMISSION,
          FailureKind.CONFIGURATION,
          FailureKind.QUOTA,
          FailureKind.CONFLICT);

  private Preflight() {}

  /**
   * Asks the provider.
   *
   * @throws InvalidSpecException with all that would be refused
   */
  static void require(ClusterSpec spec, CloudProvider provider) {
    List<String> problems =
        provider.preflight(spec).stream()
            .filter(failure -> FINAL.contains(failure.kind()))
            .map(ProviderFailure::toString)
            .toList();
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }
}
