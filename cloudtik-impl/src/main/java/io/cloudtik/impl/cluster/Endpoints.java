/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.Connection;
import io.cloudtik.Endpoint;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.spec.Names;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be connected to in a cluster, as its head shows it, and the ways that are open to it.
 */
final class Endpoints implements AutoCloseable {
  private final String cluster;
  private final ClusterConnection connection;
  private final ClusterNodes nodes;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();

  Endpoints(String cluster, ClusterConnection connection, ClusterNodes nodes) {
    this.cluster = cluster;
    this.connection = connection;
    this.nodes = nodes;
  }

  List<Endpoint> all() {
    return specs().stream()
        .map(spec -> Endpoint.of(spec.name(), uri(spec, spec.host(), spec.port())))
        .sorted(Comparator.comparing(Endpoint::name))
        .toList();
  }

  private List<EndpointSpec> specs() {
    connection.requireState();
    return connection.view().map(ClusterView::published).orElse(List.of());
  }

  private static URI uri(EndpointSpec spec, String host, int port) {
    return URI.create("%s://%s:%d".formatted(spec.scheme(), host, port));
  }

  /** Opens a way by the head, which is kept until it or this is closed. */
  Connection connect(String name) {
    List<EndpointSpec> all = specs();
    EndpointSpec spec =
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
                                all.stream().map(EndpointSpec::name).sorted().toList())));
    String secret =
        spec.secret()
            .map(it -> SecretsRecord.derive(connection.secrets().cluster(), it))
            .orElse(null);
    Way way = new Way(spec, secret, nodes.openHead());
    open.add(way);
    return way;
  }

  @Override
  public void close() {
    open.forEach(Connection::close);
  }

  private final class Way implements Connection {
    private final EndpointSpec spec;
    private final @Nullable String secret;
    private final MachineAccess head;
    private final MachineAccess.Forward forward;

    Way(EndpointSpec spec, @Nullable String secret, MachineAccess head) {
      this.spec = spec;
      this.secret = secret;
      this.head = head;
      this.forward = forward();
    }

    private MachineAccess.Forward forward() {
      try {
        return head.forward(spec.host(), spec.port());
      } catch (RuntimeException e) {
        head.close();
        throw e;
      }
    }

    @Override
    public URI uri() {
      requireOpen();
      URI address = forward.address();
      return Endpoints.uri(spec, address.getHost(), address.getPort());
    }

    @Override
    public Optional<String> secret() {
      requireOpen();
      return Optional.ofNullable(secret);
    }

    private void requireOpen() {
      if (!open.contains(this)) {
        throw new IllegalStateException(
            "the connection to %s of cluster %s was closed, or the cluster's handle; connect again"
                .formatted(spec.name(), cluster));
      }
    }

    @Override
    public void close() {
      if (open.remove(this)) {
        forward.close();
        head.close();
      }
    }

    @Override
    public String toString() {
      return "Connection{" + spec.name() + " of " + cluster + "}";
    }
  }
}
