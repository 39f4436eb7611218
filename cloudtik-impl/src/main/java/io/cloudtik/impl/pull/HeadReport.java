/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a head that sets itself up is; it writes this until its controller is in charge.
 *
 * @param step what it does, for people
 * @param error why it gave up; empty if it did not
 * @param hostKeys by which its sshd is known, each as OpenSSH writes it; none where it has no sshd
 */
public record HeadReport(String step, String error, List<String> hostKeys) {
  /** Heads of older versions tell no keys. */
  public HeadReport(String step, String error, @Nullable List<String> hostKeys) {
    this.step = step;
    this.error = error;
    this.hostKeys = hostKeys == null ? List.of() : List.copyOf(hostKeys);
  }
}
