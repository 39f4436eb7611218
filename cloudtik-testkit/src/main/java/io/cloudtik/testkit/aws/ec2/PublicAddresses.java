/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

/** Addresses of the internet: of the block that RFC 5737 and RFC 2544 keep for tests. */
final class PublicAddresses {
  private static final Cidr BLOCK = Cidr.of("198.18.0.0/15");

  private PublicAddresses() {}

  /** Returns one that nobody ever had. */
  static String next(Estate estate) {
    String id = estate.things().newId("");
    long number = Long.parseLong(id.substring(0, 8), 16);
    return Cidr.address(BLOCK.first() + 1 + number % (BLOCK.size() - 2));
  }
}
