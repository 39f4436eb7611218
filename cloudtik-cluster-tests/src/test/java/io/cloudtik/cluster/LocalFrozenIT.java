/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;

/** Processes that stand still, on ordinary local nodes. */
class LocalFrozenIT extends FrozenScenarioIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home);
  }
}
