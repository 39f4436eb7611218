/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.Set;

/**
 * Finds loopback addresses that nobody on this computer uses. They follow from the machine's name,
 * so that users and homes that know nothing of each other hardly ever try the same one.
 */
final class LoopbackAddresses {
  static final String SHARED = "127.0.0.1";
  private static final int ATTEMPTS = 50;
  private static final int LOWEST = 127 << 24 | 16 << 16;
  private static final int COUNT = (254 - 16 + 1) << 16;

  private LoopbackAddresses() {}

  /** Returns a free address; empty where only 127.0.0.1 works. */
  static Optional<String> choose(String machine, Set<String> taken) throws IOException {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return Optional.empty();
    }
    Set<String> bound = BoundAddresses.read();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String candidate = candidate(machine, attempt);
      if (!taken.contains(candidate) && !bound.contains(candidate) && works(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  static String candidate(String machine, int attempt) {
    try {
      byte[] name =
          (System.getProperty("user.name") + "\n" + machine + "\n" + attempt)
              .getBytes(StandardCharsets.UTF_8);
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name));
      int address = LOWEST + Math.floorMod(hash.getInt(), COUNT);
      // Some programs take .0 and .255 for a network.
      int last = 1 + Math.floorMod(hash.getInt(), 254);
      return "127.%d.%d.%d".formatted(address >> 16 & 0xff, address >> 8 & 0xff, last);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean works(String address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
