/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.connection.channel.direct.AbstractDirectChannel;

/** A channel to a Unix socket of the machine, as OpenSSH knows it; the library does not. */
final class StreamlocalChannel extends AbstractDirectChannel {
  private final String socket;

  private StreamlocalChannel(Connection connection, String socket) {
    super(connection, "direct-streamlocal@openssh.com");
    this.socket = socket;
  }

  static StreamlocalChannel open(Connection connection, String socket) throws IOException {
    StreamlocalChannel channel = new StreamlocalChannel(connection, socket);
    channel.open();
    return channel;
  }

  /** After the path come two fields that mean nothing yet. */
  @Override
  protected SSHPacket buildOpenReq() {
    return super.buildOpenReq().putString(socket).putString("").putUInt32(0);
  }
}
