/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.file.Path;

/** The scenario on machines that are logged in to. */
@InFull
class ContainerHeadLossIT extends HeadLossScenarioIT {
  @Override
  ProviderConfig provider(Path home) {
    return Local.containers().at(home).image(TestImage.JAVA.required()).internal();
  }

  /** A machine that is reached by a network and silent may do anything: another takes its place. */
  @Override
  boolean keepsItsMachine() {
    return false;
  }
}
