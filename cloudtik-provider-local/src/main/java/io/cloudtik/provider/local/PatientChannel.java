/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * A connection whose other side may be silent for so long and no longer. Not thread-safe, but for
 * {@link #close}.
 */
final class PatientChannel implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final Duration silence;
  private final InputStream input = new BufferedInputStream(new Input(), BUFFER);
  private final OutputStream output = new Output();

  PatientChannel(SocketChannel channel, Duration silence) throws IOException {
    this.channel = channel;
    this.silence = silence;
    channel.configureBlocking(false);
    this.selector = Selector.open();
    this.key = channel.register(selector, 0);
  }

  InputStream input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  private void await(int operation) throws IOException {
    key.interestOps(operation);
    selector.selectedKeys().clear();
    if (selector.select(silence.toMillis()) == 0) {
      throw Thread.currentThread().isInterrupted()
          ? new InterruptedIOException("interrupted")
          : new IOException("Docker said nothing for %d s".formatted(silence.toSeconds()));
    }
  }

  @Override
  public void close() {
    try (channel;
        selector) {
      // Only these two are to be closed.
    } catch (IOException e) {
      // Nothing depends on how it ends.
    }
  }

  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      int count = channel.read(buffer);
      while (count == 0 && length > 0) {
        await(SelectionKey.OP_READ);
        count = channel.read(buffer);
      }
      return count;
    }
  }

  private final class Output extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) == 0) {
          await(SelectionKey.OP_WRITE);
        }
      }
    }
  }
}
