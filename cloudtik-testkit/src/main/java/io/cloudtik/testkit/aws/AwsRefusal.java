/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import io.cloudtik.testkit.cloud.CallRefused;

/** What AWS says no with. Each service puts it into its own words on the wire. */
public final class AwsRefusal extends CallRefused {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  /** Makes a refusal with a status of HTTP and a code such as {@code DependencyViolation}. */
  public AwsRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Returns the status of HTTP. */
  public int status() {
    return status;
  }

  @Override
  public String code() {
    return code;
  }

  /** Returns what it says. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
