/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection with a Unix socket of this computer. */
final class LocalSocketWay implements SocketWay {
  private final SocketChannel channel;

  private LocalSocketWay(SocketChannel channel) {
    this.channel = channel;
  }

  static SocketWay open(Path socket) {
    try {
      return new LocalSocketWay(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      throw new CloudTikException(
          why.contains("Permission denied")
              ? ErrorCode.PERMISSION_DENIED
              : ErrorCode.MACHINE_UNREACHABLE,
          "cannot connect to %s of this computer as user %s: %s"
              .formatted(socket, System.getProperty("user.name"), why),
          e);
    }
  }

  @Override
  public InputStream input() {
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }

      @Override
      public void close() throws IOException {
        if (channel.isOpen()) {
          channel.shutdownOutput();
        }
      }
    };
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing depends on how it ends.
      return;
    }
  }
}
