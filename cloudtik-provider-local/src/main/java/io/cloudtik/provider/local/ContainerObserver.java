/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.SshAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says of containers what is known of slots. */
final class ContainerObserver {
  private final ContainerMachines machines;
  private final ContainerNames names;

  ContainerObserver(ContainerMachines machines, ContainerNames names) {
    this.machines = machines;
    this.names = names;
  }

  List<SlotObservation> observe(String uid) {
    return machines.of(uid).stream()
        .filter(names::isMachine)
        .map(this::slot)
        .sorted(Comparator.comparing(SlotObservation::slot))
        .toList();
  }

  List<String> inventory(String uid) {
    return machines.of(uid).stream()
        .map(
            container ->
                "container %s (%s)"
                    .formatted(container.getNames()[0].substring(1), container.getStatus()))
        .sorted()
        .toList();
  }

  private SlotObservation slot(Container container) {
    SlotObservation.Builder slot =
        SlotObservation.builder()
            .slot(ContainerNames.label(container, ContainerNames.SLOT))
            .machineId(container.getId());
    return switch (container.getState()) {
      case "running" -> slot.state(SlotState.RUNNING).address(address(container)).build();
      case "paused" ->
          slot.state(SlotState.RUNNING)
              .address(address(container))
              .reason("somebody paused the container; docker unpause lets it go on")
              .build();
      case "created" -> slot.state(SlotState.PENDING).reason("made, not yet started").build();
      case "restarting" ->
          slot.state(SlotState.PENDING).reason("sshd ended: " + ending(container)).build();
      case "removing" -> slot.state(SlotState.TERMINATING).build();
      default ->
          slot.state(SlotState.FAILED).reason("the container ended: " + ending(container)).build();
    };
  }

  private static SshAddress address(Container container) {
    return SshAddress.builder()
        .host(ContainerNames.label(container, ContainerNames.ADDRESS))
        .user(MachineBuilder.USER)
        .directory(MachineBuilder.DIRECTORY)
        .addHostKeys(ContainerNames.label(container, ContainerNames.HOST_KEY))
        .build();
  }

  private String ending(Container container) {
    Optional<InspectContainerResponse.ContainerState> state =
        machines.inspect(container.getId()).map(InspectContainerResponse::getState);
    if (state.map(s -> Boolean.TRUE.equals(s.getOOMKilled())).orElse(false)) {
      return container.getStatus() + ", it needed more memory than it may have";
    }
    String error = state.map(InspectContainerResponse.ContainerState::getError).orElse("");
    return container.getStatus() + (error == null || error.isBlank() ? "" : ", " + error);
  }
}
