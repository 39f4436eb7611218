/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

/**
 * A file of a few lines that is made for a machine.
 *
 * @param name the path below a directory, with {@code /} between its parts
 * @param secret whether its owner only may read it
 */
public record SmallFile(String name, String text, boolean secret) {
  @Override
  public String toString() {
    return "SmallFile[" + name + "]";
  }
}
