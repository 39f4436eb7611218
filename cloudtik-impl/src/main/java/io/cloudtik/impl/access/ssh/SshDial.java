/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spi.provider.SshAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import net.schmizz.sshj.userauth.UserAuthException;
import org.jspecify.annotations.Nullable;

/** Connects with one machine and logs in. Each step has a deadline. */
final class SshDial {
  static final Duration CONNECT = Duration.ofSeconds(15);
  private static final int KEEP_ALIVE_TRIES = 4;

  private final SshAddress address;
  private final SshIdentities identities;
  private final Patience patience;
  private final Duration login;

  SshDial(SshAddress address, SshIdentities identities, Patience patience) {
    this.address = address;
    this.identities = identities;
    this.patience = patience;
    this.login = patience.login();
  }

  Patience patience() {
    return patience;
  }

  /** A client that is logged in, and the machine that it goes through. */
  @SuppressWarnings("try")
  SSHClient connect(@Nullable SshConnection via) {
    HostKeyCheck check = new HostKeyCheck(address, identities.knownHosts());
    Credentials credentials = Credentials.of(address, identities);
    SSHClient client = new SSHClient(SshConfig.create());
    client.addHostKeyVerifier(check);
    client.getTransport().setTimeoutMs((int) login.toMillis());
    client.getConnection().setTimeoutMs((int) login.toMillis());
    if (client.getConnection().getKeepAlive() instanceof KeepAliveRunner keepAlive) {
      keepAlive.setKeepAliveInterval((int) patience.silence().toSeconds());
      keepAlive.setMaxAliveCount(KEEP_ALIVE_TRIES);
      keepAlive.setDaemon(true);
    }
    boolean done = false;
    try {
      reach(client, check, via);
      logIn(client, credentials);
      done = true;
      return client;
    } finally {
      if (!done) {
        closeQuietly(client);
      }
    }
  }

  private void reach(SSHClient client, HostKeyCheck check, @Nullable SshConnection via) {
    AtomicBoolean late = new AtomicBoolean();
    if (via == null) {
      Socket socket = open();
      handshake(
          client,
          check,
          late,
          socket,
          () -> {
            client.setSocketFactory(new OneSocket(socket));
            client.connect(address.host(), address.port());
          });
    } else {
      DirectConnection channel = via.direct(address.host(), address.port(), CONNECT, address);
      handshake(client, check, late, channel, () -> client.connectVia(channel));
    }
  }

  private Socket open() {
    Socket socket = new Socket();
    try {
      InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
      if (target.isUnresolved()) {
        throw new UnknownHostException(address.host());
      }
      // Without it each call waits for the acknowledgement of the one before.
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(target, (int) CONNECT.toMillis());
      return socket;
    } catch (IOException e) {
      closeQuietly(socket);
      throw SshErrors.connecting(address, e, CONNECT);
    }
  }

  private interface Handshake {
    void run() throws IOException;
  }

  private void handshake(
      SSHClient client,
      HostKeyCheck check,
      AtomicBoolean late,
      Closeable channel,
      Handshake handshake) {
    ScheduledFuture<?> alarm = alarm(late, channel);
    try {
      handshake.run();
    } catch (IOException e) {
      closeQuietly(channel);
      if (check.refusal().isPresent()) {
        throw check.refusal().get();
      }
      throw late.get()
          ? SshErrors.silent(address, login, "the SSH handshake")
          : SshErrors.handshake(address, e);
    } finally {
      alarm.cancel(false);
    }
  }

  private void logIn(SSHClient client, Credentials credentials) {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> alarm = alarm(late, client);
    try {
      client.auth(address.user(), credentials.methods());
    } catch (UserAuthException e) {
      throw new CloudTikException(
          ErrorCode.LOGIN_REFUSED,
          "%s refused the login of user %s; %s; look at the user's name, and that one of these keys is in ~%s/.ssh/authorized_keys there, with both writable by that user only"
              .formatted(
                  SshErrors.name(address), address.user(), credentials.told(), address.user()),
          e);
    } catch (IOException e) {
      throw late.get()
          ? SshErrors.silent(address, login, "the login")
          : new CloudTikException(
              ErrorCode.LOGIN_REFUSED,
              "%s ended the login of user %s: %s; %s; each key that is tried counts, and sshd takes six by default (MaxAuthTries): name the right one as identity file"
                  .formatted(
                      SshErrors.name(address), address.user(), e.getMessage(), credentials.told()),
              e);
    } finally {
      alarm.cancel(false);
    }
  }

  private ScheduledFuture<?> alarm(AtomicBoolean late, Closeable channel) {
    return SshThreads.timer()
        .schedule(
            () -> {
              late.set(true);
              SshThreads.pool().execute(() -> closeQuietly(channel));
            },
            login.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException | RuntimeException e) {
      // It is given up anyway; what led here is what counts.
      return;
    }
  }
}
