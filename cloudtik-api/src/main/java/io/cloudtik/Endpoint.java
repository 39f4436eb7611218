/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.net.URI;
import org.immutables.value.Value;

/** A service of a cluster that can be connected to. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class Endpoint {
  Endpoint() {}

  /** Returns an endpoint. */
  public static Endpoint of(String name, URI uri) {
    return ImmutableEndpoint.builder().name(name).uri(uri).build();
  }

  /** Returns the name, for example {@code spark-master-ui}. */
  public abstract String name();

  /**
   * Returns the address as nodes of the cluster see it; use {@link Cluster#connect} from outside.
   */
  public abstract URI uri();
}
