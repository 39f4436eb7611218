/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.util.function.Supplier;

/** Documents of the store that cannot be read any more, and what the controller does about it. */
final class Damage {
  private Damage() {}

  /** Returns what is there, or what mends it if it is damaged; other failures pass through. */
  static <T> T mended(Supplier<T> look, MendedBy<T> mend) {
    try {
      return look.get();
    } catch (CloudTikException e) {
      if (e.errorCode() != ErrorCode.STORE_CORRUPT) {
        throw e;
      }
      return mend.mend(String.valueOf(e.getMessage()));
    }
  }

  /** Writes a document anew. */
  interface MendedBy<T> {
    T mend(String damage);
  }
}
