/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** The processors that nodes run on. */
public enum Architecture {
  /** Intel and AMD. */
  X86_64("x86_64", "amd64"),
  /** Graviton. */
  ARM64("arm64", "arm64");

  private final String code;
  private final String canonical;

  Architecture(String code, String canonical) {
    this.code = code;
    this.canonical = canonical;
  }

  /** Returns what EC2 calls it. */
  public String code() {
    return code;
  }

  /** Returns what Canonical calls it in the names of its parameters. */
  String canonical() {
    return canonical;
  }

  /** Returns the first that is among the names which EC2 gives. */
  static Optional<Architecture> among(Collection<String> codes) {
    return Arrays.stream(values()).filter(each -> codes.contains(each.code)).findFirst();
  }
}
