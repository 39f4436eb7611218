/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.util.Optional;

/**
 * A process that can be told from a later one with the same pid.
 *
 * @param start the start time within one boot of the machine, as the shim writes it
 */
public record ProcessIdentity(long pid, String start) {
  /** Returns what a line {@code "<pid> <start>"} names; empty if it is no such line. */
  static Optional<ProcessIdentity> parse(String line) {
    String[] words = line.strip().split(" ", -1);
    try {
      return words.length < 2
          ? Optional.empty()
          : Optional.of(new ProcessIdentity(Long.parseLong(words[0]), words[1]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
