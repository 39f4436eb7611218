/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Tells each tenth part of a file that was read. */
final class ProgressInput extends FilterInputStream {
  private static final int WHOLE = 100;
  private static final int STEP = 10;

  private final long size;
  private final IntConsumer told;
  private long done;
  private int last;

  ProgressInput(InputStream in, long size, IntConsumer told) {
    super(in);
    this.size = size;
    this.told = told;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    done += Math.max(0, count);
    int percent = (int) (done * WHOLE / Math.max(1, size));
    if (percent >= last + STEP) {
      last = percent;
      told.accept(percent);
    }
    return count;
  }
}
