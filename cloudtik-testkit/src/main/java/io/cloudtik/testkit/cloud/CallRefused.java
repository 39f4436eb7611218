/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;

/** What a wire protocol says no with; the log of calls shows its code. */
public abstract class CallRefused extends CloudTikException {
  private static final long serialVersionUID = 1;

  /** Makes a refusal that says why. */
  protected CallRefused(String message) {
    super(ErrorCode.PROVIDER_FAILED, message);
  }

  /** Returns the code, in the words of the protocol. */
  public abstract String code();
}
