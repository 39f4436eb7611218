/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

/** What a wire protocol says no with; the log of calls shows its code. */
public abstract class CallRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Makes a refusal that says why. */
  protected CallRefused(String message) {
    super(message);
  }

  /** Returns the code, in the words of the protocol. */
  public abstract String code();
}
