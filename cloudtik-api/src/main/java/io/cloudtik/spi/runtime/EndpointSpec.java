/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.SpecStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A service that others can discover and users can connect to. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class EndpointSpec {
  EndpointSpec() {}

  /** Returns a builder; all attributes but the secret are required. */
  public static Builder builder() {
    return ImmutableEndpointSpec.builder();
  }

  /** Returns the name, unique in the cluster, for example {@code spark-master}. */
  public abstract String name();

  /** Returns the scheme of its address, for example {@code spark}, {@code http} or {@code sc}. */
  public abstract String scheme();

  /** Returns the host, as seen from nodes of the cluster. */
  public abstract String host();

  /** Returns the port. */
  public abstract int port();

  /**
   * Returns the name of the secret, as in {@link NodeContext#secret}, that the service asks for; a
   * client's connection has it. Empty means that it asks for none.
   */
  public abstract Optional<String> secret();

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    problems.addAll(SpecRules.line("endpoint.name", name(), 64));
    if (!scheme().matches("[a-z][a-z0-9+.-]{0,31}")) {
      problems.add(
          "endpoint.scheme: expected one like http or spark, got " + Names.quoted(scheme()));
    }
    problems.addAll(SpecRules.line("endpoint.host", host(), 253));
    problems.addAll(SpecRules.number("endpoint.port", port(), 1, 65_535));
    secret().ifPresent(name -> problems.addAll(SpecRules.name("endpoint.secret", name)));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds an {@link EndpointSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the name. */
    Builder name(String name);

    /** Sets the scheme of its address. */
    Builder scheme(String scheme);

    /** Sets the host. */
    Builder host(String host);

    /** Sets the port. */
    Builder port(int port);

    /** Sets the name of the secret that the service asks for. */
    Builder secret(String name);

    /** Returns the endpoint. */
    EndpointSpec build();
  }
}
