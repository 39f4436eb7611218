/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.util.List;
import java.util.Optional;

/** Looks up what the head publishes. */
final class Published {
  private Published() {}

  static Optional<EndpointSpec> find(List<EndpointSpec> published, String name) {
    return published.stream().filter(endpoint -> endpoint.name().equals(name)).findFirst();
  }

  /** The address of an endpoint that must be there. */
  static String address(List<EndpointSpec> published, String name) {
    return find(published, name)
        .map(found -> found.scheme() + "://" + found.host() + ":" + found.port())
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.BOOTSTRAP_FAILED,
                    "the head does not publish '%s', only %s; was Spark set up on the head?"
                        .formatted(name, published.stream().map(EndpointSpec::name).toList())));
  }
}
