/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

/** What a look at a service saw. */
record CheckResult(boolean well, String message) {
  static final CheckResult WELL = new CheckResult(true, "");

  static CheckResult unwell(String message) {
    return new CheckResult(false, message);
  }
}
