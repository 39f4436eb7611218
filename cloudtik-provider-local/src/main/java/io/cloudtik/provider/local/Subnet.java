/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.util.Set;

/** Some IPv4 addresses that belong together, for example 172.18.0.0/16. */
record Subnet(int first, int prefix) {
  private static final int BITS = 32;
  private static final int PREFIX = 16;

  /** The network itself and its gateway come first, broadcast comes last. */
  private static final int RESERVED = 2;

  static Subnet parse(String text) {
    String[] parts = text.split("[./]", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("no IPv4 subnet: " + text);
    }
    int first = 0;
    for (int i = 0; i < 4; i++) {
      first = first << 8 | Integer.parseInt(parts[i]);
    }
    return new Subnet(first, Integer.parseInt(parts[4]));
  }

  String text() {
    return address(0) + "/" + prefix;
  }

  /**
   * Returns a free address, beginning to look at a place that depends on a number, so that those
   * who look at the same time seldom find the same one.
   *
   * @throws IllegalStateException if all are used
   */
  String free(Set<String> used, int number) {
    int usable = (1 << Math.min(BITS - prefix, PREFIX)) - RESERVED - 1;
    for (int i = 0; i < usable; i++) {
      String address = address(RESERVED + Math.floorMod(number + i, usable));
      if (!used.contains(address)) {
        return address;
      }
    }
    throw new IllegalStateException("all addresses of " + text() + " are used");
  }

  private String address(int offset) {
    int address = first + offset;
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, address >>> 16 & 255, address >>> 8 & 255, address & 255);
  }
}
