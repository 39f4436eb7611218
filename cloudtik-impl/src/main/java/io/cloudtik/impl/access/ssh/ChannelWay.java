/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.impl.access.SocketWay;
import java.io.InputStream;
import java.io.OutputStream;
import net.schmizz.sshj.connection.channel.Channel;

/** A connection through a channel of its own. */
final class ChannelWay implements SocketWay {
  private final Channel channel;

  ChannelWay(Channel channel) {
    this.channel = channel;
  }

  @Override
  public InputStream input() {
    return channel.getInputStream();
  }

  @Override
  public OutputStream output() {
    return new ChannelOutput(channel);
  }

  @Override
  public void close() {
    SshDial.closeQuietly(channel);
  }
}
