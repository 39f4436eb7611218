/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

/** Says who can mend a failure. */
public enum ErrorCategory {
  /** The caller: a wrong value, a missing file, a name that does not exist. */
  USER,
  /** Something outside of the library: a machine, a network, a service. */
  EXTERNAL,
  /** The provider has no room now: another type, zone or time may have. */
  CAPACITY,
  /** A defect in the library. */
  INTERNAL
}
