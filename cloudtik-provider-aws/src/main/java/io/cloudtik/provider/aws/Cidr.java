/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import java.util.Optional;

/**
 * A block of addresses of IPv4.
 *
 * @param first its first address
 * @param prefix how many bits it fixes, 0 to 32
 */
public record Cidr(long first, int prefix) {
  private static final int BITS = 32;
  private static final int PARTS = 4;
  private static final int LARGEST_PART = 255;

  /** Returns the block of a text such as {@code 10.0.0.0/16}; empty if it is none. */
  public static Optional<Cidr> parse(String text) {
    if (!text.matches("[0-9]{1,3}([.][0-9]{1,3}){3}/[0-9]{1,2}")) {
      return Optional.empty();
    }
    String[] sides = text.split("/", -1);
    String[] parts = sides[0].split("[.]", -1);
    long address = 0;
    for (int i = 0; i < PARTS; i++) {
      int part = Integer.parseInt(parts[i]);
      if (part > LARGEST_PART) {
        return Optional.empty();
      }
      address = (address << Byte.SIZE) | part;
    }
    int prefix = Integer.parseInt(sides[1]);
    if (prefix > BITS) {
      return Optional.empty();
    }
    Cidr block = new Cidr(address, prefix);
    return address % block.size() == 0 ? Optional.of(block) : Optional.empty();
  }

  /** Returns the number of addresses. */
  public long size() {
    return 1L << BITS - prefix;
  }

  /** Returns the n-th of the equal parts that are 2 to the power of {@code bits}. */
  public Cidr part(int n, int bits) {
    Cidr part = new Cidr(first, prefix + bits);
    return new Cidr(first + n * part.size(), part.prefix);
  }

  /** Says whether the other lies in this one. */
  public boolean contains(Cidr other) {
    return other.first >= first && other.first + other.size() <= first + size();
  }

  /** Says whether some address is in both. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  @Override
  public String toString() {
    return "%d.%d.%d.%d/%d"
        .formatted(first >> 24, first >> 16 & 255, first >> 8 & 255, first & 255, prefix);
  }
}
