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
import java.util.Set;
import org.immutables.value.Value;

/** A look at a service from its own node. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class HealthCheck {
  private static final Set<String> KINDS = Set.of("tcp", "http");

  HealthCheck() {}

  /** Returns a builder; kind, host and port are required. */
  public static Builder builder() {
    return ImmutableHealthCheck.builder();
  }

  /** Returns a check that connects to a port. */
  public static HealthCheck tcp(String host, int port) {
    return builder().kind("tcp").host(host).port(port).build();
  }

  /** Returns a check that expects an answer with a status below 400 from a path. */
  public static HealthCheck http(String host, int port, String path) {
    return builder().kind("http").host(host).port(port).path(path).build();
  }

  /** Returns the kind: {@code tcp} or {@code http}. */
  public abstract String kind();

  /** Returns the host. */
  public abstract String host();

  /** Returns the port. */
  public abstract int port();

  /** Returns the path that is asked for by HTTP; default {@code /}. */
  @Value.Default
  public String path() {
    return "/";
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    if (!KINDS.contains(kind())) {
      problems.add("health.kind: expected tcp or http, got " + Names.quoted(kind()));
    }
    problems.addAll(SpecRules.line("health.host", host(), 253));
    problems.addAll(SpecRules.number("health.port", port(), 1, 65_535));
    if (!path().matches("/[\\x21-\\x7e]*")) {
      problems.add(
          "health.path: expected a path that begins with '/' and has no spaces, got "
              + Names.quoted(path()));
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link HealthCheck}. Not thread-safe. */
  public interface Builder {
    /** Sets the kind. */
    Builder kind(String kind);

    /** Sets the host. */
    Builder host(String host);

    /** Sets the port. */
    Builder port(int port);

    /** Sets the path that is asked for by HTTP. */
    Builder path(String path);

    /** Returns the check. */
    HealthCheck build();
  }
}
