/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderFailure;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.StateReason;

/**
 * Why an instance ended that nobody had asked to: <i>StateReason</i> in the API reference of EC2,
 * as typed failures.
 */
final class StateReasons {
  /** An end that somebody asked for by a call, be it us or the user, is no failure. */
  private static final String BY_CALL = "Client.UserInitiatedShutdown";

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry(
              "Server.InsufficientInstanceCapacity",
              new Meaning(FailureKind.CAPACITY, "allow more instance types or zones")),
          Map.entry(
              "Server.SpotInstanceTermination",
              new Meaning(FailureKind.CAPACITY, "allow more instance types, or on demand")),
          Map.entry(
              "Server.SpotInstanceShutdown",
              new Meaning(FailureKind.CAPACITY, "allow more instance types, or on demand")),
          Map.entry("Server.InternalError", new Meaning(FailureKind.UNAVAILABLE, "")),
          Map.entry("Server.ScheduledStop", new Meaning(FailureKind.UNAVAILABLE, "")),
          Map.entry(
              "Client.VolumeLimitExceeded",
              new Meaning(
                  FailureKind.QUOTA,
                  "ask for a higher quota of gp3 storage, or for fewer machines")),
          Map.entry(
              "Client.InternalError",
              new Meaning(
                  FailureKind.CONFIGURATION,
                  "look at the key of the volumes' encryption: the role of EC2 must be able to use it")),
          Map.entry(
              "Client.InvalidSnapshot.NotFound",
              new Meaning(FailureKind.CONFIGURATION, "name an image whose snapshot is there")),
          Map.entry(
              "Client.InstanceInitiatedShutdown",
              new Meaning(
                  FailureKind.UNAVAILABLE, "see its console: it was shut down from inside")));

  private StateReasons() {}

  private record Meaning(FailureKind kind, String remedy) {}

  /** Returns why it ended; empty if somebody asked for that, or EC2 does not say. */
  static Optional<ProviderFailure> of(Instance instance) {
    StateReason reason = instance.stateReason();
    if (reason == null || reason.code() == null || reason.code().equals(BY_CALL)) {
      return Optional.empty();
    }
    Meaning meaning =
        MEANINGS.getOrDefault(reason.code(), new Meaning(FailureKind.UNAVAILABLE, ""));
    return Optional.of(
        ProviderFailure.builder()
            .kind(meaning.kind)
            .code(reason.code())
            .message(
                "instance %s ended: %s"
                    .formatted(
                        instance.instanceId(),
                        reason.message() == null ? reason.code() : reason.message()))
            .scope(scope(instance, meaning.kind))
            .remedy(meaning.remedy)
            .build());
  }

  private static FailureScope scope(Instance instance, FailureKind kind) {
    FailureScope.Builder scope = FailureScope.builder();
    if (kind == FailureKind.CAPACITY) {
      scope
          .addInstanceTypes(instance.instanceTypeAsString())
          .addZones(instance.placement().availabilityZone())
          .spot(isSpot(instance));
    } else if (kind == FailureKind.UNAVAILABLE) {
      scope.resource(instance.instanceId());
    }
    return scope.build();
  }

  static boolean isSpot(Instance instance) {
    return instance.instanceLifecycle() == InstanceLifecycleType.SPOT;
  }
}
