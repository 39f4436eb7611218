/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.util.Objects;

/**
 * The logins of private registries that the machines of a cluster pull from; the document {@code
 * lives/<uid>/registry-logins}.
 *
 * @param file as docker login writes it
 */
public record LoginsRecord(String file) {
  /** Refuses what a damaged document leaves out. */
  public LoginsRecord {
    Objects.requireNonNull(file, "file");
  }

  @Override
  public String toString() {
    return "LoginsRecord[****]";
  }
}
