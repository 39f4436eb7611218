/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

/** Plays what runs on machines. Called in turn with everything else; may pause. */
public interface MachineListener {
  /**
   * A machine has booted and runs what it was given.
   *
   * @param sick whether nothing on it works
   */
  default void booted(Machine machine, boolean sick) {}

  /**
   * A machine was ordered. Who lets something real stand behind it may say now, or until it has
   * booted, at which {@linkplain Machine#moveTo address} that is reached.
   */
  default void launched(Machine machine) {}

  /** Nothing runs on a machine any more. */
  default void ended(Machine machine) {}

  /** The cloud has nothing of a machine any more: its disk and its interface are gone. */
  default void gone(Machine machine) {}
}
