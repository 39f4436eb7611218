/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import java.util.List;

/** The signs that a terminal can show. */
record ConsoleSigns(
    String done, String failed, String note, String full, String empty, List<String> spinner) {
  static final ConsoleSigns UNICODE =
      new ConsoleSigns(
          "✔", "✘", "•", "█", "░", List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"));
  static final ConsoleSigns ASCII =
      new ConsoleSigns("+", "x", "-", "#", ".", List.of("|", "/", "-", "\\"));
}
