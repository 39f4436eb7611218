/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

/** What becomes of the last call of a client that is stopped. */
public enum LastCall {
  /** It reaches the cloud and is applied; the client ends before the reply comes. */
  APPLIED,
  /** It never reaches the cloud. */
  LOST
}
