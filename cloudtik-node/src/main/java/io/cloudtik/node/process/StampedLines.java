/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Puts the time before each line. The logger could do so, too, but for that it loads the calendars
 * of the world, which takes a third of the time from the start of a process to the first heartbeat.
 * Thread-safe.
 */
public final class StampedLines extends FilterOutputStream {
  private static final int STAMP_LENGTH = 25;

  private final Clock clock;
  private boolean begun;

  StampedLines(OutputStream out, Clock clock) {
    super(out);
    this.clock = clock;
  }

  /** Stamps what this process writes to its standard error from now on. */
  public static void onStandardError() {
    OutputStream lines =
        new StampedLines(new FileOutputStream(FileDescriptor.err), Clock.systemUTC());
    System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    ByteArrayOutputStream stamped = new ByteArrayOutputStream(length + STAMP_LENGTH);
    for (int i = offset; i < offset + length; i++) {
      if (!begun) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        stamped.writeBytes((now + " ").getBytes(StandardCharsets.US_ASCII));
      }
      stamped.write(bytes[i]);
      begun = bytes[i] != '\n';
    }
    // At once, as other processes may write to the same file.
    stamped.writeTo(out);
  }
}
