/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Clocks that are set where the provider judges by times, too. */
@EnabledIfSystemProperty(named = "cloudtik.endurance", matches = "true")
class CloudLikeClockStepIT extends ClockStepScenarioIT {
  @Override
  Local provider(Path home) {
    return Local.here().at(home).cloudLike();
  }
}
