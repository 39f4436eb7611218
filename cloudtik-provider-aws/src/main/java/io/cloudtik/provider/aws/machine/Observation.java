/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.LossNotice;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.SshAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What the slots of a cluster are by what was listed of it. Pure. */
final class Observation {
  private static final Path DIRECTORY = Path.of("/opt/cloudtik/node");

  private final ClusterMemory memory;
  private final Map<String, LossNotice> notices;
  private final String user;

  Observation(ClusterMemory memory, Map<String, LossNotice> notices, String user) {
    this.memory = memory;
    this.notices = notices;
    this.user = user;
  }

  List<SlotObservation> slots() {
    Map<String, SlotObservation> slots = new TreeMap<>();
    memory
        .refused()
        .forEach((slot, why) -> slots.put(slot, failed(SlotObservation.builder().slot(slot), why)));
    Map<String, Instance> instances = memory.bySlot();
    Optional<SshAddress> head =
        Optional.ofNullable(instances.get(LaunchRequest.HEAD_SLOT))
            .flatMap(it -> address(it, null));
    instances.forEach(
        (slot, instance) ->
            observation(slot, instance, head.orElse(null)).ifPresent(it -> slots.put(slot, it)));
    return new ArrayList<>(slots.values());
  }

  private Optional<SlotObservation> observation(
      String slot, Instance instance, @Nullable SshAddress head) {
    SlotObservation.Builder seen =
        SlotObservation.builder().slot(slot).machineId(instance.instanceId());
    boolean isHead = slot.equals(LaunchRequest.HEAD_SLOT);
    return switch (instance.state().name()) {
      case PENDING -> Optional.of(seen.state(ending(instance, SlotState.PENDING)).build());
      case RUNNING -> {
        seen.state(ending(instance, SlotState.RUNNING));
        address(instance, isHead ? null : head).ifPresent(seen::address);
        Optional.ofNullable(notices.get(instance.instanceId())).ifPresent(seen::notice);
        yield Optional.of(seen.build());
      }
      case SHUTTING_DOWN -> {
        seen.state(SlotState.TERMINATING);
        StateReasons.of(instance).ifPresent(why -> seen.reason(why.message()).failure(why));
        yield Optional.of(seen.build());
      }
      case STOPPING, STOPPED ->
          Optional.of(
              memory.ending(instance)
                  ? seen.state(SlotState.TERMINATING).build()
                  : seen.state(SlotState.FAILED)
                      .reason("instance %s was stopped".formatted(instance.instanceId()))
                      .build());
      case TERMINATED ->
          memory.ending(instance) || memory.buried(instance)
              ? Optional.empty()
              : StateReasons.of(instance).map(why -> failed(seen, why));
      default ->
          Optional.of(
              seen.state(SlotState.PENDING)
                  .reason("instance state " + instance.state().nameAsString())
                  .build());
    };
  }

  private SlotState ending(Instance instance, SlotState state) {
    return memory.ending(instance) ? SlotState.TERMINATING : state;
  }

  private static SlotObservation failed(SlotObservation.Builder seen, ProviderFailure why) {
    return seen.state(SlotState.FAILED).reason(why.message()).failure(why).build();
  }

  /** Services bind to the private address; the public one is translated on the way. */
  private Optional<SshAddress> address(Instance instance, @Nullable SshAddress via) {
    if (instance.privateIpAddress() == null || Instances.gone(instance)) {
      return Optional.empty();
    }
    SshAddress.Builder address =
        SshAddress.builder().host(instance.privateIpAddress()).user(user).directory(DIRECTORY);
    if (instance.publicIpAddress() != null && !instance.publicIpAddress().isEmpty()) {
      address.sshHost(instance.publicIpAddress());
    } else if (via != null) {
      address.via(via);
    }
    return Optional.of(address.build());
  }
}
