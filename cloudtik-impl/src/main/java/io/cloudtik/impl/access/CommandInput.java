/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a program reads from its standard input. Asked at most once for each run. */
@FunctionalInterface
public interface CommandInput {
  /** Writes everything; who calls closes the stream. */
  void writeTo(OutputStream out) throws IOException;

  /** Says that there is nothing to write, so that nobody needs to be asked. */
  default boolean isEmpty() {
    return false;
  }

  /** Returns the input that ends at once. */
  static CommandInput none() {
    return NoInput.NONE;
  }

  /** Returns text as UTF-8. */
  static CommandInput text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the content that a file has when the program runs. */
  static CommandInput file(Path file) {
    return out -> Files.copy(file, out);
  }
}
