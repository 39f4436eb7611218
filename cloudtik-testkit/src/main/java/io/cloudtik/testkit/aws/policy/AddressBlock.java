/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Blocks of addresses, of both kinds. */
final class AddressBlock {
  private AddressBlock() {}

  static boolean contains(String block, String address) {
    int slash = block.indexOf('/');
    String from = slash < 0 ? block : block.substring(0, slash);
    byte[] wanted = bytes(from);
    byte[] given = bytes(address);
    if (wanted.length == 0 || wanted.length != given.length) {
      return false;
    }
    int all = wanted.length * Byte.SIZE;
    int kept = slash < 0 ? all : number(block.substring(slash + 1), all);
    return new BigInteger(1, wanted)
        .xor(new BigInteger(1, given))
        .shiftRight(all - kept)
        .equals(BigInteger.ZERO);
  }

  private static int number(String text, int most) {
    try {
      return Math.max(0, Math.min(most, Integer.parseInt(text)));
    } catch (NumberFormatException e) {
      return most;
    }
  }

  /** Returns no bytes for what is no address, and never asks for a name. */
  private static byte[] bytes(String text) {
    if (!text.matches("[0-9a-fA-F:.]+") || !text.matches(".*[:.].*")) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}
