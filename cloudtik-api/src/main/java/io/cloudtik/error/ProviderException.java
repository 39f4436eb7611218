/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown when a provider refused or failed a call. */
public class ProviderException extends CloudTikException {
  private static final long serialVersionUID = 1L;

  private final String provider;
  private final transient @Nullable ProviderFailure failure;

  /** Makes an exception for the provider of that name, with a message that says what to do. */
  public ProviderException(
      String provider, ErrorCode errorCode, String message, @Nullable Throwable cause) {
    super(errorCode, message, cause);
    this.provider = provider;
    this.failure = null;
  }

  /** Makes an exception for a refusal of the provider of that name. */
  public ProviderException(String provider, ProviderFailure failure, @Nullable Throwable cause) {
    super(failure.kind().errorCode(), provider + ": " + failure, cause);
    this.provider = provider;
    this.failure = failure;
  }

  /** Returns the name of the provider. */
  public String provider() {
    return provider;
  }

  /**
   * Returns the refusal as facts; empty where the provider gave none, and after the exception was
   * serialized.
   */
  public Optional<ProviderFailure> failure() {
    return Optional.ofNullable(failure);
  }
}
