/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

/**
 * A block of addresses.
 *
 * @param first its first address
 * @param bits how many bits of an address are the same for all in it
 */
record Cidr(long first, int bits) {
  private static final int LENGTH = 32;

  /** Reads a block, and refuses what is none. */
  static Cidr of(String text) {
    String[] parts = text.split("/");
    try {
      if (parts.length == 2) {
        int bits = Integer.parseInt(parts[1]);
        if (bits >= 0 && bits <= LENGTH) {
          return new Cidr(number(parts[0]) & mask(bits), bits);
        }
      }
    } catch (IllegalArgumentException e) {
      throw malformed(text);
    }
    throw malformed(text);
  }

  private static io.cloudtik.testkit.aws.AwsRefusal malformed(String text) {
    return Refusals.of("InvalidParameterValue", "CIDR block %s is malformed", text);
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : 0xffffffffL << (LENGTH - bits) & 0xffffffffL;
  }

  private static long number(String address) {
    String[] parts = address.split("\\.");
    if (parts.length != 4) {
      throw new IllegalArgumentException(address);
    }
    long number = 0;
    for (String part : parts) {
      int octet = Integer.parseInt(part);
      if (octet < 0 || octet > 255) {
        throw new IllegalArgumentException(address);
      }
      number = number << 8 | octet;
    }
    return number;
  }

  static String address(long number) {
    return "%d.%d.%d.%d"
        .formatted(number >> 24 & 255, number >> 16 & 255, number >> 8 & 255, number & 255);
  }

  long size() {
    return 1L << (LENGTH - bits);
  }

  boolean contains(Cidr other) {
    return other.bits >= bits && (other.first & mask(bits)) == first;
  }

  boolean contains(String address) {
    return contains(of(address + "/32"));
  }

  boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  @Override
  public String toString() {
    return address(first) + "/" + bits;
  }
}
