/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

/** Thrown when a conditional write found another version than it expected. Nothing was written. */
public final class StateConflictException extends CloudTikException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String expectedVersion;
  private final String actualVersion;

  /** Makes an exception for a document; {@code absent} stands for a document that is not there. */
  public StateConflictException(String key, String expectedVersion, String actualVersion) {
    super(
        ErrorCode.STATE_CONFLICT,
        "%s: expected version %s, found %s; read it again and repeat the change"
            .formatted(key, expectedVersion, actualVersion));
    this.key = key;
    this.expectedVersion = expectedVersion;
    this.actualVersion = actualVersion;
  }

  /** Returns the key of the document. */
  public String key() {
    return key;
  }

  /** Returns the version that the writer expected. */
  public String expectedVersion() {
    return expectedVersion;
  }

  /** Returns the version that was found. */
  public String actualVersion() {
    return actualVersion;
  }
}
