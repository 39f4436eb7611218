/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.ErrorCode;

/** Why a command of a client is not carried out. */
record Refusal(ErrorCode code, String message) {
  /** Returns a refusal of something that cannot be done as it was asked. */
  static Refusal of(String message) {
    return new Refusal(ErrorCode.CLUSTER_NOT_READY, message);
  }
}
