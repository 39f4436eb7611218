/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A socket that leads to Docker and dies at a request: no later one is answered, and that one may
 * have taken effect without an answer. Each request has a connection of its own.
 */
final class CutSocket implements Closeable {
  private final Path docker;
  private final Path socket;
  private final ServerSocketChannel server;
  private final int last;
  private final boolean done;

  CutSocket(Path docker, int last, boolean done) throws IOException {
    this.docker = docker;
    this.last = last;
    this.done = done;
    this.socket = Files.createTempDirectory("cut").resolve("s");
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    start(this::serve);
  }

  Path path() {
    return socket;
  }

  private void serve() throws IOException {
    for (int request = 1; true; request++) {
      SocketChannel client = server.accept();
      if (request > last || request == last && !done) {
        client.close();
      } else {
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(docker));
        boolean answered = request < last;
        start(() -> copy(client, engine, true));
        start(
            () -> {
              copy(engine, client, answered);
              client.close();
              engine.close();
            });
      }
    }
  }

  private static void copy(SocketChannel from, SocketChannel to, boolean handOn)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    while (from.read(buffer) >= 0) {
      buffer.flip();
      while (handOn && buffer.hasRemaining()) {
        to.write(buffer);
      }
      buffer.clear();
    }
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two sides is gone, as it may be.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
    Files.deleteIfExists(socket.getParent());
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }
}
