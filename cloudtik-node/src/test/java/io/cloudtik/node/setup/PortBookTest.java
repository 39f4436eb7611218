/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBookTest {
  private static final String HOST = "127.0.0.1";

  @TempDir Path directory;

  private PortBook book(boolean sharedHost) {
    return new PortBook(directory.resolve("ports.json"), HOST, sharedHost);
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(HOST, port));
    return socket;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = bind(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void thePreferredPortIsGivenOnceIfItIsFree() throws IOException {
    int free = freePort();
    PortBook book = book(false);

    assertThat(book.port("a", free)).isEqualTo(free);
    assertThat(book.port("b", free)).isNotEqualTo(free).isBetween(20_000, 31_999);
  }

  @Test
  void aTakenPortIsNotGiven() throws IOException {
    try (ServerSocket taken = bind(0)) {
      assertThat(book(false).port("a", taken.getLocalPort()))
          .isNotEqualTo(taken.getLocalPort())
          .isPositive();
    }
  }

  @Test
  void aNameKeepsItsPortEvenWhileItIsInUse() throws IOException {
    int first = book(false).port("a", 0);
    try (ServerSocket service = bind(first)) {
      assertThat(book(false).port("a", 0)).isEqualTo(first).isEqualTo(service.getLocalPort());
    }
  }

  @Test
  void onASharedHostNobodyGetsThePreferredPort() throws IOException {
    int free = freePort();

    assertThat(book(true).port("a", free)).isNotEqualTo(free).isBetween(20_000, 31_999);
  }
}
