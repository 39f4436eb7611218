/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;
import net.schmizz.sshj.connection.channel.Channel;

/**
 * Writes to a channel only what the other side has room for. The library's own stream waits for
 * room while it holds a lock that the end of the channel needs, and all channels wait with it.
 */
final class ChannelOutput extends OutputStream {
  private static final long PAUSE_NANOS = 200_000;
  private static final int LARGEST = 1 << 15;

  private final Channel channel;

  ChannelOutput(Channel channel) {
    this.channel = channel;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      int room = (int) Math.min(Math.min(left, LARGEST), channel.getRemoteWinSize());
      if (!channel.isOpen() || Thread.currentThread().isInterrupted()) {
        throw new IOException("the other side closed the channel");
      }
      if (room == 0) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } else {
        OutputStream out = channel.getOutputStream();
        out.write(bytes, at, room);
        out.flush();
        at += room;
        left -= room;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.getOutputStream().close();
  }
}
