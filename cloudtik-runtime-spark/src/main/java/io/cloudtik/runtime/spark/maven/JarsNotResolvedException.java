/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.maven;

/** Says which coordinates could not be had, who was asked, and what to do about it. */
final class JarsNotResolvedException extends Exception {
  private static final long serialVersionUID = 1;

  JarsNotResolvedException(String message, Throwable cause) {
    super(message, cause);
  }
}
