/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

/** The process that called is no more, as after kill -9: each of its calls ends so. */
public final class ClientStopped extends Error {
  private static final long serialVersionUID = 1L;

  ClientStopped(String client) {
    super(client + " was stopped by the test", null, false, false);
  }
}
