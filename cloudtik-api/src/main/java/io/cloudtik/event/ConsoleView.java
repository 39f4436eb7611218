/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

/** One way of showing events. Its callers hold the lock of the listener. */
interface ConsoleView {
  /** Shows how far a step is. */
  void step(StepEvent event);

  /** Shows a line that stays. */
  void line(String text);
}
