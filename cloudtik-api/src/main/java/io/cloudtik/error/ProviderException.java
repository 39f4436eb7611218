/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import org.jspecify.annotations.Nullable;

/** Thrown when a provider refused or failed a call. */
public class ProviderException extends CloudTikException {
  private static final long serialVersionUID = 1L;

  private final String provider;

  /** Makes an exception for the provider of that name, with a message that says what to do. */
  public ProviderException(
      String provider, ErrorCode errorCode, String message, @Nullable Throwable cause) {
    super(errorCode, message, cause);
    this.provider = provider;
  }

  /** Returns the name of the provider. */
  public String provider() {
    return provider;
  }
}
