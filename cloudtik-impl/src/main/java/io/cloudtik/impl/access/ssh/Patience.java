/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.time.Duration;

/**
 * How long a machine is waited for that does not answer.
 *
 * @param login for handshake and login each
 * @param answer for the guard to start, and to say that a command was ended
 * @param silence between two questions whether the other side is still there, in whole seconds; the
 *     connection is given up when four were not answered
 */
record Patience(Duration login, Duration answer, Duration silence) {
  static final Patience USUAL =
      new Patience(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(15));
}
