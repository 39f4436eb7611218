/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import java.util.List;

/**
 * Thrown when a provider, runtime or engine is not on the class path, or is there more than once.
 */
public final class DiscoveryException extends CloudTikException {
  private static final long serialVersionUID = 1L;

  private final String wanted;
  private final List<String> found;

  /** Makes an exception that names what was wanted and what the class path has. */
  public DiscoveryException(String wanted, List<String> found, String message) {
    super(ErrorCode.DISCOVERY, message);
    this.wanted = wanted;
    this.found = List.copyOf(found);
  }

  /** Returns the name that was looked for. */
  public String wanted() {
    return wanted;
  }

  /** Returns the names that the class path has, sorted. */
  public List<String> found() {
    return found;
  }
}
