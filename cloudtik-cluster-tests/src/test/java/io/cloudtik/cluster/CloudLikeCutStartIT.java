/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;

/** Starts that are cut off, on nodes that share nothing, with a listing that lags. */
@InFull
class CloudLikeCutStartIT extends CutStartScenarioIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home).cloudLike();
  }
}
