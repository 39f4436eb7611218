/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.access.SocketWay;
import io.cloudtik.spi.provider.SshAddress;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connection with one machine as one user: made when it is first needed, made again when it was
 * lost, and shared by all channels. Thread-safe.
 */
final class SshConnection implements AutoCloseable {
  /** sshd refuses more than ten sessions by default, and two are for guards. */
  private static final int SESSIONS = 6;

  private static final Duration REFUSED_PAUSE = Duration.ofMillis(50);
  private static final Duration SOCKET = Duration.ofSeconds(30);
  private static final Duration TELL = Duration.ofSeconds(1);

  private final SshAddress address;
  private final SshDial dial;
  private final @Nullable SshConnection via;
  private final Semaphore sessions = new Semaphore(SESSIONS, true);
  private final ReentrantLock connecting = new ReentrantLock();
  private volatile @Nullable Live live;

  /** What belongs to one TCP connection. */
  record Live(SSHClient client, Guard guard, RootGuard root, ScheduledFuture<?> telling) {
    boolean usable() {
      return client.isConnected();
    }
  }

  SshConnection(SshAddress address, SshDial dial, @Nullable SshConnection via) {
    this.address = address;
    this.dial = dial;
    this.via = via;
  }

  SshAddress address() {
    return address;
  }

  /** Returns the live connection, made anew if there is none. */
  Live live() {
    Live now = live;
    if (now != null && now.usable()) {
      return now;
    }
    try {
      connecting.lockInterruptibly();
    } catch (InterruptedException e) {
      throw SshErrors.interrupted("nothing was sent to " + SshErrors.name(address), e);
    }
    try {
      now = live;
      if (now == null || !now.usable()) {
        if (now != null) {
          drop(now);
        }
        now = connect();
        live = now;
      }
      return now;
    } finally {
      connecting.unlock();
    }
  }

  private Live connect() {
    SSHClient client = dial.connect(via);
    boolean done = false;
    try {
      byte[] random = new byte[12];
      new java.security.SecureRandom().nextBytes(random);
      String prefix = HexFormat.of().formatHex(random);
      Duration answer = dial.patience().answer();
      Guard guard = Guard.start(address, client.startSession(), prefix, answer, false);
      RootGuard root = new RootGuard(address, client, prefix, answer);
      ScheduledFuture<?> telling =
          SshThreads.timer()
              .scheduleWithFixedDelay(
                  () -> SshThreads.pool().execute(() -> tell(guard, root)),
                  TELL.toMillis(),
                  TELL.toMillis(),
                  TimeUnit.MILLISECONDS);
      done = true;
      return new Live(client, guard, root, telling);
    } catch (IOException e) {
      throw SshErrors.handshake(address, e);
    } finally {
      if (!done) {
        SshDial.closeQuietly(client);
      }
    }
  }

  private static void tell(Guard guard, RootGuard root) {
    guard.tell();
    root.tell();
  }

  /** A session that takes one of the few places until it is closed. */
  final class Place implements AutoCloseable {
    final Live live;
    final CommandChannel session;

    private Place(Live live, CommandChannel session) {
      this.live = live;
      this.session = session;
    }

    @Override
    public void close() {
      SshDial.closeQuietly(session);
      sessions.release();
    }
  }

  /** Opens a session as soon as there is room. Nothing was sent to a program yet if it fails. */
  Place open(Deadline deadline, String what) {
    try {
      if (!sessions.tryAcquire(deadline.leftMillis(), TimeUnit.MILLISECONDS)) {
        throw new WaitTimeoutException(
            what + " on " + SshErrors.name(address),
            SESSIONS + " other commands ran there; it was not started",
            deadline.whole());
      }
    } catch (InterruptedException e) {
      throw SshErrors.interrupted(what + " was not started", e);
    }
    boolean done = false;
    try {
      Place place = openNow(deadline, what);
      done = true;
      return place;
    } finally {
      if (!done) {
        sessions.release();
      }
    }
  }

  private Place openNow(Deadline deadline, String what) {
    boolean again = true;
    while (true) {
      Live now = live();
      try {
        return new Place(now, within(now, deadline, what, () -> CommandChannel.open(now.client())));
      } catch (OpenFailException e) {
        if (deadline.leftMillis() <= 0) {
          throw new WaitTimeoutException(
              what + " on " + SshErrors.name(address),
              "sshd refused another session: " + e.getMessage() + "; see its MaxSessions",
              deadline.whole());
        }
        LockSupport.parkNanos(REFUSED_PAUSE.toNanos());
      } catch (IOException e) {
        // Nothing was asked of the machine yet, so it can be done once more.
        if (!again) {
          throw SshErrors.handshake(address, e);
        }
        again = false;
        forget(now);
      }
    }
  }

  /** Does something with the library in a thread that nobody interrupts in the middle of it. */
  <T> T within(Live now, Deadline deadline, String what, Callable<T> action) throws IOException {
    Future<T> future = SshThreads.pool().submit(action);
    try {
      return future.get(Math.max(1, deadline.leftMillis()), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof CloudTikException known) {
        throw known;
      }
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      forget(now);
      throw new WaitTimeoutException(
          what + " on " + SshErrors.name(address),
          "the machine did not answer; the connection was given up",
          deadline.whole());
    } catch (InterruptedException e) {
      throw SshErrors.interrupted(what + " may not have been started", e);
    }
  }

  /** Opens a way to a port that the machine can reach. */
  DirectConnection direct(String host, int port, Duration patience, SshAddress target) {
    Deadline deadline = Deadline.in(patience);
    boolean again = true;
    while (true) {
      Live now = live();
      try {
        return within(
            now, deadline, "a way to a port", () -> now.client().newDirectConnection(host, port));
      } catch (OpenFailException e) {
        throw new CloudTikException(
            ErrorCode.MACHINE_UNREACHABLE,
            "cannot reach %s:%d through %s: %s; look whether something listens there, and whether its sshd allows forwarding (AllowTcpForwarding)"
                .formatted(host, port, SshErrors.name(address), e.getMessage()),
            e);
      } catch (IOException e) {
        if (!again) {
          throw SshErrors.connecting(target, e, patience);
        }
        again = false;
        forget(now);
      }
    }
  }

  /**
   * Opens a way to a Unix socket of the machine.
   *
   * @param byRoot whether a program of root may do it where this user may not
   */
  SocketWay socket(Path socket, boolean byRoot) {
    Deadline deadline = Deadline.in(SOCKET);
    String what = "a way to " + socket;
    boolean again = true;
    while (true) {
      Live now = live();
      try {
        return new ChannelWay(
            within(
                now,
                deadline,
                what,
                () -> StreamlocalChannel.open(now.client().getConnection(), socket.toString())));
      } catch (OpenFailException e) {
        if (byRoot && now.guard().uid() != 0) {
          return new CommandWay(this, socket);
        }
        throw new CloudTikException(
            ErrorCode.MACHINE_UNREACHABLE,
            "cannot reach %s on %s: %s; look whether something listens there, whether the user may use it, and whether sshd allows it (AllowStreamLocalForwarding)"
                .formatted(socket, SshErrors.name(address), e.getMessage()),
            e);
      } catch (IOException e) {
        if (!again) {
          throw SshErrors.lost(address, what, e);
        }
        again = false;
        forget(now);
      }
    }
  }

  /** Gives a connection up that does not work any more; the next call makes another. */
  void forget(Live now) {
    connecting.lock();
    try {
      if (live == now) {
        live = null;
      }
    } finally {
      connecting.unlock();
    }
    drop(now);
  }

  private static void drop(Live now) {
    now.telling().cancel(false);
    SshThreads.pool()
        .execute(
            () -> {
              // A farewell would wait for what was sent before to get through.
              Socket socket = now.client().getSocket();
              if (socket != null) {
                SshDial.closeQuietly(socket);
              }
              SshDial.closeQuietly(now.client());
            });
  }

  @Override
  public void close() {
    Live now = live;
    live = null;
    if (now != null) {
      now.telling().cancel(false);
      SshThreads.pool().execute(() -> leave(now));
    }
  }

  private static void leave(Live now) {
    try {
      now.guard().bye();
      now.root().bye();
    } catch (IOException e) {
      // It is gone already.
    }
    SshDial.closeQuietly(now.client());
  }
}
