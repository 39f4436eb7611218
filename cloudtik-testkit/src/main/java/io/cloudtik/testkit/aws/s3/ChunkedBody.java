/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.s3;

import io.cloudtik.testkit.aws.AwsRefusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a body that was sent in chunks of AWS, and keeps the headers that came after it (Amazon S3
 * API Reference, "Transferring payload in multiple chunks"). Signatures of chunks are left alone.
 */
final class ChunkedBody extends InputStream {
  private static final int LINE = 8 * 1024;

  private final InputStream in;
  private final Map<String, String> trailers = new TreeMap<>();
  private long left;
  private boolean begun;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  /** Returns what came after the last chunk, by names in lower case. */
  Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      next();
    }
    if (ended) {
      return -1;
    }
    int got = in.read(into, offset, (int) Math.min(count, left));
    if (got < 0) {
      throw incomplete();
    }
    left -= got;
    return got;
  }

  private void next() throws IOException {
    if (begun && !line().isEmpty()) {
      throw incomplete();
    }
    begun = true;
    String head = line();
    try {
      left = Long.parseLong(head.replaceFirst(";.*", "").strip(), 16);
    } catch (NumberFormatException e) {
      throw incomplete();
    }
    if (left == 0) {
      ended = true;
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          trailers.put(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip());
        }
      }
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
      if (line.size() > LINE) {
        throw incomplete();
      }
    }
    return line.toString(StandardCharsets.UTF_8).replace("\r", "");
  }

  private static AwsRefusal incomplete() {
    return new AwsRefusal(
        400,
        "IncompleteBody",
        "The request body terminated unexpectedly, or is not in the chunks that it announces");
  }
}
