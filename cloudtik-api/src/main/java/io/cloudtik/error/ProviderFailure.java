/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import io.cloudtik.spec.SpecStyle;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One refusal by a provider as facts: what kind, how far it reaches, whether repeating helps and
 * what does. Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract class ProviderFailure {
  ProviderFailure() {}

  /** Returns a builder; kind and message are required. */
  public static Builder builder() {
    return ImmutableProviderFailure.builder();
  }

  /** Returns the kind. */
  public abstract FailureKind kind();

  /** Returns what was refused and why, in the words of the provider where it has such. */
  public abstract String message();

  /** Returns the provider's own code, such as {@code InsufficientInstanceCapacity}. */
  public abstract Optional<String> code();

  /** Returns the provider's id of the call, for its support. */
  public abstract Optional<String> requestId();

  /** Returns how far it reaches; default everywhere. */
  @Value.Default
  public FailureScope scope() {
    return FailureScope.builder().build();
  }

  /** Returns what to do next; default that of the kind. */
  @Value.Default
  public RetryAdvice retry() {
    return kind().retry();
  }

  /** Returns how long to wait before the next try, where the provider says so. */
  public abstract Optional<Duration> retryAfter();

  /** Returns what helps, as a sentence for people; empty if there is nothing to say. */
  @Value.Default
  public String remedy() {
    return "";
  }

  /** Returns all of it for people, on one line. */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder(message());
    code().ifPresent(code -> text.append(" [").append(code).append(']'));
    if (!scope().toString().equals("everywhere")) {
      text.append(" (").append(scope()).append(')');
    }
    requestId().ifPresent(id -> text.append(", request ").append(id));
    if (!remedy().isEmpty()) {
      text.append("; ").append(remedy());
    }
    return text.toString();
  }

  /** Builds a {@link ProviderFailure}. Not thread-safe. */
  public interface Builder {
    /** Sets the kind. */
    Builder kind(FailureKind kind);

    /** Sets what was refused and why. */
    Builder message(String message);

    /** Sets the provider's own code. */
    Builder code(String code);

    /** Sets the provider's id of the call. */
    Builder requestId(String requestId);

    /** Sets how far it reaches. */
    Builder scope(FailureScope scope);

    /** Sets what to do next. */
    Builder retry(RetryAdvice retry);

    /** Sets how long to wait before the next try. */
    Builder retryAfter(Duration wait);

    /** Sets what helps, as a sentence for people. */
    Builder remedy(String remedy);

    /** Returns the failure. */
    ProviderFailure build();
  }
}
