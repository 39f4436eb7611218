/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import io.cloudtik.impl.access.CommandInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Carries who writes an input through a library that wants somebody to read from. */
final class InputOf extends InputStream {
  private final CommandInput input;

  InputOf(CommandInput input) {
    this.input = input;
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    input.writeTo(out);
    return 0;
  }

  @Override
  public int read() throws IOException {
    throw new IOException("only to be transferred");
  }
}
