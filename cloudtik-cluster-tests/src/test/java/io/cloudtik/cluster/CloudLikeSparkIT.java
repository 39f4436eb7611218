/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;

/** Spark on nodes that share nothing: its jars are delivered to each. */
@InFull
class CloudLikeSparkIT extends SparkClusterIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home).cloudLike();
  }
}
