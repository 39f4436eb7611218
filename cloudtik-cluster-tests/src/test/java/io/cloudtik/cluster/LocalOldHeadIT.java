/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;

/** Heads that come back too late, on ordinary local nodes. */
class LocalOldHeadIT extends OldHeadScenarioIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home);
  }
}
