/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a port of this computer on which everything takes long, and some of it longer, as TCP
 * has it where packets are lost. It counts round trips: how often something was sent after an
 * answer came. The kernel could do the same (tc netem), where it has that.
 */
final class SlowLink implements AutoCloseable {
  private static final int LOST_OF = 100;
  private static final byte[] END = new byte[0];

  private final ServerSocket listener;
  private final int target;
  private final long delayNanos;
  private final Random random = new Random(7);
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicBoolean answered = new AtomicBoolean(true);
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean cut;

  private record Packet(byte[] bytes, long due) {}

  SlowLink(int target, Duration oneWay) {
    this.target = target;
    this.delayNanos = oneWay.toNanos();
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  int roundTrips() {
    return roundTrips.get();
  }

  /** Lets nothing through, until it is healed. */
  void cut() {
    cut = true;
  }

  /** Takes no more from either side after this many bytes, so that they pile up there. */
  void chokeAfter(long bytes) {
    left.set(bytes);
  }

  void heal() {
    left.set(Long.MAX_VALUE);
    cut = false;
  }

  private interface Action {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Action action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (IOException | InterruptedException e) {
                // One of the two ends is gone, and with it this.
                return;
              }
            },
            "slow-link");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket("127.0.0.1", target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      carry(
          client, server, () -> roundTrips.addAndGet(answered.getAndSet(false) ? 1 : 0), () -> {});
      carry(server, client, () -> {}, () -> answered.set(true));
    }
  }

  private void carry(Socket from, Socket to, Runnable sent, Runnable delivered) {
    BlockingQueue<Packet> under = new LinkedBlockingQueue<>();
    start(
        () -> {
          InputStream in = from.getInputStream();
          byte[] buffer = new byte[1 << 15];
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sent.run();
            left.addAndGet(-n);
            while (left.get() <= 0) {
              LockSupport.parkNanos(1_000_000);
            }
            under.add(new Packet(Arrays.copyOf(buffer, n), System.nanoTime() + delay()));
          }
          under.add(new Packet(END, System.nanoTime()));
        });
    start(
        () -> {
          try (from;
              to) {
            OutputStream out = to.getOutputStream();
            for (Packet each = under.take(); each.bytes.length > 0; each = under.take()) {
              while (cut || System.nanoTime() < each.due) {
                LockSupport.parkNanos(1_000_000);
              }
              delivered.run();
              out.write(each.bytes);
            }
          }
        });
  }

  /** What was lost is sent again after two more round trips; what follows waits for it. */
  private synchronized long delay() {
    return random.nextInt(LOST_OF) == 0 ? 5 * delayNanos : delayNanos;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
