/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;

/** The scenario on nodes that share nothing, with a listing that lags. */
@InFull
class CloudLikeClusterIT extends ClusterScenarioIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home).cloudLike();
  }
}
