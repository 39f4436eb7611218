/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;

/** Heads that die on ordinary local nodes. */
class LocalHeadLossIT extends HeadLossScenarioIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home);
  }
}
