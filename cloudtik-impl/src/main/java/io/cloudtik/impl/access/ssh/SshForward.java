/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.MachineAccess.Forward;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port of this computer that leads to one of the machine, over a connection that may come anew.
 */
final class SshForward implements Forward {
  private static final Logger logger = LoggerFactory.getLogger(SshForward.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BACKLOG = 50;
  private static final int BUFFER = 1 << 15;

  private final SshConnection connection;
  private final String host;
  private final int port;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  SshForward(SshConnection connection, String host, int port) {
    this.connection = connection;
    this.host = host;
    this.port = port;
    try {
      this.listener = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED, "cannot listen on 127.0.0.1: " + e.getMessage(), e);
    }
    SshThreads.pool().execute(this::accept);
  }

  @Override
  public URI address() {
    return URI.create("tcp://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        SshThreads.pool().execute(() -> serve(socket));
      } catch (IOException e) {
        // Closed, which ends the loop.
        continue;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      try (DirectConnection channel =
          connection.direct(host, port, PATIENCE, connection.address())) {
        InputStream answers = channel.getInputStream();
        var back =
            SshThreads.pool()
                .submit(
                    () -> {
                      pump(answers, socket.getOutputStream());
                      socket.shutdownOutput();
                      return socket;
                    });
        try (OutputStream out = new ChannelOutput(channel)) {
          pump(socket.getInputStream(), out);
        }
        back.get();
      }
    } catch (IOException | CloudTikException | java.util.concurrent.ExecutionException e) {
      logger.debug("forward={} ended: {}", address(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(socket);
    }
  }

  private static void pump(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      out.flush();
    }
  }

  @Override
  public void close() {
    SshDial.closeQuietly(listener);
    sockets.forEach(SshDial::closeQuietly);
  }
}
