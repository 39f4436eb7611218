/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import net.schmizz.concurrent.Event;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;

/**
 * A session for one command. What a small command needs goes out at once, and threads are woken
 * only for what there is: on a machine that is near, waking one takes as long as an answer.
 */
final class CommandChannel extends SessionChannel {
  private final AtomicReference<Runnable> firstComplaint = new AtomicReference<>(() -> {});

  private CommandChannel(SSHClient client) {
    super(client.getConnection(), client.getRemoteCharset());
  }

  static CommandChannel open(SSHClient client) throws IOException {
    CommandChannel channel = new CommandChannel(client);
    channel.open();
    return channel;
  }

  /**
   * Begins a command, and returns when it was accepted.
   *
   * @param line for the login shell
   * @param inputless whether nothing is to be written to it
   * @param complaint is run in the thread of the connection, which it must not hold up, once
   *     something is there on standard error; nothing ever is otherwise
   */
  void begin(String line, boolean inputless, Runnable complaint) throws IOException {
    firstComplaint.set(complaint);
    Event<ConnectionException> accepted =
        sendChannelRequest(
            "exec", true, new Buffer.PlainBuffer().putString(line, getRemoteCharset()));
    if (inputless) {
      SshDial.closeQuietly(getOutputStream());
    }
    accepted.await(conn.getTimeoutMs(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void gotExtendedData(SSHPacket packet) throws SSHException {
    super.gotExtendedData(packet);
    firstComplaint.getAndSet(() -> {}).run();
  }
}
