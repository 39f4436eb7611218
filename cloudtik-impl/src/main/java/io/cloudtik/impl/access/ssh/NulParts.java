/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads texts that each end with NUL. For many small ones, so bytes are not asked for singly. */
final class NulParts {
  private static final int SIZE = 1 << 16;

  private final InputStream in;
  private byte[] buffer;
  private int start;
  private int end;

  NulParts(InputStream in) {
    this(in, SIZE);
  }

  /** Makes one with room for so many bytes to begin with. */
  NulParts(InputStream in, int size) {
    this.in = in;
    this.buffer = new byte[size];
  }

  /** Returns the next text; null at the end, also where a text has none. */
  @Nullable String next() throws IOException {
    int looked = start;
    while (true) {
      for (; looked < end; looked++) {
        if (buffer[looked] == 0) {
          String part = new String(buffer, start, looked - start, StandardCharsets.UTF_8);
          start = looked + 1;
          return part;
        }
      }
      looked -= makeRoom();
      int more = in.read(buffer, end, buffer.length - end);
      if (more < 0) {
        return null;
      }
      end += more;
    }
  }

  /** Returns how far everything moved to the front. */
  private int makeRoom() {
    int moved = start;
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= moved;
    start = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    return moved;
  }
}
