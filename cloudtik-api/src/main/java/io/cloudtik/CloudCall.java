/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** One call to the cloud as it was made, for people. Immutable; holds no secret. */
@Value.Immutable
@SpecStyle
public abstract class CloudCall {
  CloudCall() {}

  /** Returns a builder; the failure may be left out. */
  public static Builder builder() {
    return ImmutableCloudCall.builder();
  }

  /** Returns when it began. */
  public abstract Instant at();

  /** Returns the call in the words of the cloud, such as {@code CreateNatGateway}. */
  public abstract String name();

  /** Returns what it was about, such as {@code cloudtik-demo-nat}. */
  public abstract String target();

  /** Returns how long it took. */
  public abstract Duration took();

  /** Returns what the cloud said against it; empty if it was answered as hoped for. */
  public abstract Optional<String> failure();

  /** Returns all of it on one line. */
  @Override
  public final String toString() {
    return "%s %s %s %d ms %s"
        .formatted(at(), name(), target(), took().toMillis(), failure().orElse("ok"));
  }

  /** Builds a {@link CloudCall}. Not thread-safe. */
  public interface Builder {
    /** Sets when it began. */
    Builder at(Instant at);

    /** Sets the call in the words of the cloud. */
    Builder name(String name);

    /** Sets what it was about. */
    Builder target(String target);

    /** Sets how long it took. */
    Builder took(Duration took);

    /** Sets what the cloud said against it. */
    Builder failure(String failure);

    /** Returns the call. */
    CloudCall build();
  }
}
