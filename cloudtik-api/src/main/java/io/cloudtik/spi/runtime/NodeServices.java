/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.spec.SpecStyle;
import java.util.List;
import org.immutables.value.Value;

/** What a runtime runs on one node and publishes from it. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class NodeServices {
  NodeServices() {}

  /** Returns a builder. */
  public static Builder builder() {
    return ImmutableNodeServices.builder();
  }

  /** Returns the services, in the order in which they are started. */
  public abstract List<ServiceSpec> services();

  /** Returns what others can discover; only what the head returns is published. */
  public abstract List<EndpointSpec> published();

  /** Builds a {@link NodeServices}. Not thread-safe. */
  public interface Builder {
    /** Adds a service that is started after those added before. */
    Builder addServices(ServiceSpec service);

    /** Adds something that others can discover. */
    Builder addPublished(EndpointSpec endpoint);

    /** Returns the value. */
    NodeServices build();
  }
}
