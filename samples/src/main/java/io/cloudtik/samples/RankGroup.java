/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The ranks of one training, who find each other at rank 0 and agree on means there. */
final class RankGroup implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final int rank;
  private final List<Socket> peers;

  private RankGroup(int rank, List<Socket> peers) {
    this.rank = rank;
    this.peers = peers;
  }

  static RankGroup meet(int rank, int ranks, String master, int port) throws IOException {
    InetAddress address = InetAddress.getByName(master);
    List<Socket> peers = new ArrayList<>();
    if (rank > 0) {
      peers.add(call(address, port));
    } else {
      try (ServerSocket door = new ServerSocket(port, ranks, address)) {
        door.setSoTimeout(PATIENCE_MILLIS);
        while (peers.size() < ranks - 1) {
          peers.add(door.accept());
        }
      }
    }
    for (Socket peer : peers) {
      peer.setTcpNoDelay(true);
      peer.setSoTimeout(PATIENCE_MILLIS);
    }
    return new RankGroup(rank, peers);
  }

  /** Rank 0 may be the last one to start. */
  private static Socket call(InetAddress address, int port) throws IOException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (true) {
      try {
        return new Socket(address, port);
      } catch (ConnectException e) {
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(20_000_000);
      }
    }
  }

  /** Returns the mean of what all ranks bring; each gets the same. */
  double mean(double value) throws IOException {
    if (rank > 0) {
      send(peers.get(0), value);
      return receive(peers.get(0));
    }
    double sum = value;
    for (Socket peer : peers) {
      sum += receive(peer);
    }
    double mean = sum / (peers.size() + 1);
    for (Socket peer : peers) {
      send(peer, mean);
    }
    return mean;
  }

  private static void send(Socket peer, double value) throws IOException {
    new DataOutputStream(peer.getOutputStream()).writeDouble(value);
  }

  private static double receive(Socket peer) throws IOException {
    return new DataInputStream(peer.getInputStream()).readDouble();
  }

  @Override
  public void close() throws IOException {
    for (Socket peer : peers) {
      peer.close();
    }
  }
}
