/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.SshAddress;
import java.nio.file.Path;

// region slots
/** What a machine of the Barn means for its slot. */
final class BarnSlots {
  private BarnSlots() {}

  static SlotObservation observation(String slot, BarnMachine machine) {
    SlotObservation.Builder seen = SlotObservation.builder().slot(slot).machineId(machine.id());
    switch (machine.state()) {
      case "waiting" -> seen.state(SlotState.PENDING);
      case "running" ->
          seen.state(SlotState.RUNNING)
              .address(
                  SshAddress.builder()
                      .host(machine.host())
                      .user("root")
                      .directory(Path.of("/opt/cloudtik"))
                      .anyHostKey(true)
                      .build());
      case "leaving" -> seen.state(SlotState.TERMINATING);
      default -> seen.state(SlotState.FAILED).reason("the Barn says " + machine.state());
    }
    return seen.build();
  }
}
// endregion
