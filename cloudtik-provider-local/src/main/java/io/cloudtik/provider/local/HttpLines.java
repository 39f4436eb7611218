/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** As much of HTTP as Docker answers with. */
final class HttpLines {
  private static final int LONGEST = 64 * 1024;

  private HttpLines() {}

  static String read(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    while (c != '\n') {
      if (c < 0 || line.length() > LONGEST) {
        throw new EOFException("Docker closed the connection in the middle of an answer");
      }
      if (c != '\r') {
        line.append((char) c);
      }
      c = in.read();
    }
    return line.toString();
  }

  static Map<String, List<String>> readHeaders(InputStream in) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = read(in); !line.isEmpty(); line = read(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  /** Returns the body, which ends where the headers say, else where the connection does. */
  static InputStream body(InputStream in, Map<String, List<String>> headers) {
    if (headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked")) {
      return new Body(in, 0, true);
    }
    List<String> length = headers.getOrDefault("Content-Length", List.of());
    return length.isEmpty() ? in : new Body(in, Long.parseLong(length.get(0)), false);
  }

  private static final class Body extends InputStream {
    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean first = true;
    private boolean ended;

    Body(InputStream in, long left, boolean chunked) {
      this.in = in;
      this.left = left;
      this.chunked = chunked;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left == 0 && chunked && !ended) {
        nextChunk();
      }
      if (left == 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("Docker closed the connection in the middle of an answer");
      }
      left -= count;
      return count;
    }

    private void nextChunk() throws IOException {
      if (!first) {
        HttpLines.read(in);
      }
      first = false;
      String size = HttpLines.read(in).split(";", 2)[0].strip();
      try {
        left = Long.parseLong(size, 16);
      } catch (NumberFormatException e) {
        throw new IOException("the size of a chunk is not a number: '" + size + "'", e);
      }
      ended = left == 0;
    }
  }
}
