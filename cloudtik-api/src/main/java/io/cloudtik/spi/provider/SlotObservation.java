/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.SpecStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** What the provider knows of one slot at one moment. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class SlotObservation {
  SlotObservation() {}

  /** Returns a builder; slot, state and instance type are required. */
  public static Builder builder() {
    return ImmutableSlotObservation.builder();
  }

  /** Returns the name of the slot. */
  public abstract String slot();

  /** Returns what is known of it. */
  public abstract SlotState state();

  /** Returns the provider's id of the machine; never used twice. */
  public abstract Optional<String> machineId();

  /**
   * Returns how the machine is reached; present once it runs. With {@code FAILED} it is present
   * only if the machine and its disk are still there, so that it can be set up anew.
   */
  public abstract Optional<MachineAddress> address();

  /** Returns why the slot failed or waits, for people; empty if there is nothing to say. */
  @Value.Default
  public String reason() {
    return "";
  }

  /** Returns why no machine came or why it is lost, as facts, where the provider gives such. */
  public abstract Optional<ProviderFailure> failure();

  /** Returns that the cloud is about to take the machine away; empty as a rule. */
  public abstract Optional<LossNotice> notice();

  /** Builds a {@link SlotObservation}. Not thread-safe. */
  public interface Builder {
    /** Sets the name of the slot. */
    Builder slot(String slot);

    /** Sets what is known of it. */
    Builder state(SlotState state);

    /** Sets the provider's id of the machine. */
    Builder machineId(String machineId);

    /** Sets how the machine is reached. */
    Builder address(MachineAddress address);

    /** Sets why the slot failed or waits. */
    Builder reason(String reason);

    /** Sets why no machine came or why it is lost, as facts. */
    Builder failure(ProviderFailure failure);

    /** Sets that the cloud is about to take the machine away. */
    Builder notice(LossNotice notice);

    /** Returns the observation. */
    SlotObservation build();
  }
}
