/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection with a socket of a machine. Closing its output tells the other side that nothing
 * more comes; closing it ends both ways, and whoever waits for either gets an error or the end.
 */
public interface SocketWay extends Closeable {
  /** Returns what the other side says. */
  InputStream input();

  /** Returns where to speak; nothing is kept back. */
  OutputStream output();

  @Override
  void close();
}
