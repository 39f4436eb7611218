/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The IPv4 addresses at which any user of this computer has a TCP socket, as Linux tells them. */
final class BoundAddresses {
  private static final int ADDRESS_DIGITS = 8;
  private static final String MAPPED = "0000000000000000FFFF0000";

  private BoundAddresses() {}

  static Set<String> read() throws IOException {
    Set<String> addresses = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Path file = Path.of(table);
      if (Files.isReadable(file)) {
        addresses.addAll(parse(Files.readAllLines(file)));
      }
    }
    return addresses;
  }

  /** Reads the column {@code local_address}; IPv6 addresses count if they stand for an IPv4 one. */
  static Set<String> parse(List<String> lines) {
    Set<String> addresses = new HashSet<>();
    for (String line : lines) {
      String[] columns = line.strip().split("\\s+");
      String local = columns.length > 1 ? columns[1] : "";
      int colon = local.indexOf(':');
      if (colon == ADDRESS_DIGITS) {
        addresses.add(dotted(local.substring(0, colon)));
      } else if (colon > ADDRESS_DIGITS && local.startsWith(MAPPED)) {
        addresses.add(dotted(local.substring(MAPPED.length(), colon)));
      }
    }
    return addresses;
  }

  /** The kernel prints the address as a number of the machine, which is little-endian here. */
  private static String dotted(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    boolean little = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < octets.length; i++) {
      out.append(i == 0 ? "" : ".").append(octets[little ? octets.length - 1 - i : i] & 0xff);
    }
    return out.toString();
  }
}
