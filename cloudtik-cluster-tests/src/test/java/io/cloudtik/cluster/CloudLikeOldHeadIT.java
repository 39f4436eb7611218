/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;

/** Heads that come back too late, on nodes that share nothing, with a listing that lags. */
@InFull
class CloudLikeOldHeadIT extends OldHeadScenarioIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home).cloudLike();
  }
}
