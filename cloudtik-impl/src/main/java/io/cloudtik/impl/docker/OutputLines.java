/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of what a program prints piece by piece. Not thread-safe. */
final class OutputLines {
  private final Consumer<String> reader;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private boolean afterReturn;

  OutputLines(Consumer<String> reader) {
    this.reader = reader;
  }

  void add(byte[] piece) {
    for (byte each : piece) {
      boolean second = afterReturn && each == '\n';
      afterReturn = each == '\r';
      if (second) {
        continue;
      }
      if (each == '\n' || each == '\r') {
        tell();
      } else {
        begun.write(each);
      }
    }
  }

  /** Tells what was not ended by a line break. */
  void end() {
    if (begun.size() > 0) {
      tell();
    }
  }

  private void tell() {
    String line = begun.toString(StandardCharsets.UTF_8);
    begun.reset();
    reader.accept(line);
  }
}
