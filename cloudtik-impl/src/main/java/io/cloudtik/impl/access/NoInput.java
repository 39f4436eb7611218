/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.io.OutputStream;

/** The input that ends at once. */
enum NoInput implements CommandInput {
  NONE;

  @Override
  public void writeTo(OutputStream out) {}

  @Override
  public boolean isEmpty() {
    return true;
  }
}
