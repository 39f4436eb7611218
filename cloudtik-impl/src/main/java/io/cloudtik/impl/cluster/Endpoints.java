/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.Connection;
import io.cloudtik.Endpoint;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.spec.Names;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/** What can be connected to in a cluster, as its head shows it. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> of(ClusterConnection connection) {
    connection.requireState();
    return connection.view().map(ClusterView::published).orElse(List.of()).stream()
        .map(spec -> Endpoint.of(spec.name(), uri(spec)))
        .sorted(Comparator.comparing(Endpoint::name))
        .toList();
  }

  private static URI uri(EndpointSpec spec) {
    return URI.create("%s://%s:%d".formatted(spec.scheme(), spec.host(), spec.port()));
  }

  /** Opens a way; on this computer the endpoint's own address is one. */
  static Connection connect(ClusterConnection connection, String cluster, String name) {
    List<Endpoint> all = of(connection);
    URI uri =
        all.stream()
            .filter(endpoint -> endpoint.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new CloudTikException(
                        ErrorCode.ENDPOINT_NOT_FOUND,
                        "no endpoint %s in cluster %s; there are %s"
                            .formatted(
                                Names.quoted(name),
                                cluster,
                                all.stream().map(Endpoint::name).toList())))
            .uri();
    return new Connection() {
      @Override
      public URI uri() {
        return uri;
      }

      @Override
      public void close() {}
    };
  }
}
