/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import io.cloudtik.ServiceState;
import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/** A service of a node changed its state. Immutable. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class ServiceEvent implements Event {
  ServiceEvent() {}

  /** Returns a builder; all attributes are required. */
  public static Builder builder() {
    return ImmutableServiceEvent.builder();
  }

  /** Returns the id of the node. */
  public abstract String node();

  /** Returns the name of the service. */
  public abstract String service();

  /** Returns the state after. */
  public abstract ServiceState state();

  /** Builds a {@link ServiceEvent}. Not thread-safe. */
  public interface Builder {
    /** Sets when it happened. */
    Builder at(Instant at);

    /** Sets the name of the cluster. */
    Builder subject(String subject);

    /** Sets the line for people, with the reason. */
    Builder message(String message);

    /** Sets the id of the node. */
    Builder node(String node);

    /** Sets the name of the service. */
    Builder service(String service);

    /** Sets the state after. */
    Builder state(ServiceState state);

    /** Returns the event. */
    ServiceEvent build();
  }
}
