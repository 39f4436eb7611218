/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Full disks on nodes that share nothing but the disk. */
@EnabledIfSystemProperty(named = "cloudtik.endurance", matches = "true")
class CloudLikeFullDiskIT extends FullDiskScenarioIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home).cloudLike();
  }
}
